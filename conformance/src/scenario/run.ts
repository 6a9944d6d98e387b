import { randomBytes } from 'node:crypto';
import type { Decision } from '../check.ts';
import type { Environment } from '../environment.ts';
import type { Identities } from '../identity.ts';
import { observe } from '../observation.ts';
import type { Connection, Received } from '../wire/connection.ts';
import { Transcript } from '../wire/transcript.ts';
import { StepFailed } from './failure.ts';
import { interpolate } from './interpolate.ts';

/** How a step ended when it did not fail. */
export type StepEnd =
  | 'done'
  /** An optional message did not come: the step decides nothing. */
  | 'passed-over'
  /** A listed alternative was taken: the requirement holds and the scenario is over. */
  | 'alternative';

/** A message that a step with a requirement has waited for. */
export interface Expected {
  connection: Connection;
  item: Received;
  requirement: string;
}

/** One run of one scenario: its connections, the names it has captured, what it has decided. */
export class ScenarioRun {
  readonly environment: Environment;
  readonly transcript = new Transcript();
  readonly connections = new Map<string, Connection>();
  readonly decisions: Decision[] = [];
  /** What steps with a requirement have waited for. */
  readonly expected: Expected[] = [];
  /** The step under way, for people. */
  place = '';

  readonly #names = new Map<string, unknown>();

  constructor(environment: Environment) {
    this.environment = environment;
    this.#names.set('prefix', `${environment.runId}-${randomBytes(3).toString('hex')}`);
    this.#names.set('project', environment.project);
    this.#names.set('fixture', environment.fixtures);
    this.#names.set('identity', authObjects(environment.identities));
  }

  /** A copy of a step's value with its holes filled. */
  value<T>(value: T): T {
    return interpolate(value, (name) => this.#names.get(name) ?? this.#connected(name));
  }

  remember(name: string, value: unknown): void {
    this.#names.set(name, value);
  }

  /** @throws StepFailed for one that could not be opened. */
  connection(name: string): Connection {
    const connection = this.connections.get(this.value(name));
    if (!connection)
      throw new StepFailed({ reason: `${this.value(name)} is not connected`, ends: true, undecided: 'untestable' });
    return connection;
  }

  decide(decision: Omit<Decision, 'at'>): void {
    this.decisions.push({ ...decision, at: this.place });
  }

  /** Whether a step has said anything about this requirement. */
  decided(requirement: string): boolean {
    return this.decisions.some((decision) => decision.requirement === requirement);
  }

  /** Whether a step has failed this requirement already. */
  failed(requirement: string): boolean {
    return this.decisions.some((decision) => decision.requirement === requirement && decision.outcome === 'fail');
  }

  /** Every received frame is judged; a breach is a decision of its own, once for each requirement and fault. */
  readonly observe = (received: Received): void => observe(this.decisions, received, this.place);

  async end(): Promise<void> {
    await Promise.all([...this.connections.values()].map((connection) => connection.end()));
  }

  /** What can be read of a connection. */
  #connected(name: string): unknown {
    const connection = this.connections.get(name);
    if (!connection) return undefined;
    const { opening, greeting, parameters, lastEventId } = connection;
    return { opening: opening?.value, greeting: greeting?.value, parameters, lastEventId };
  }
}

const authObjects = (identities: Identities): Record<string, Record<string, string>> =>
  Object.fromEntries(identities.names().map((name) => [name, identities.auth(name) ?? {}]));
