import type { Channel, Message } from '@agentwire/generated/model';
import type { Decision } from '../check.ts';
import { exchange, filled, openFor, type Ready } from '../derive/exchange.ts';
import { type Judged, judged } from '../derive/outcome.ts';
import type { Environment } from '../environment.ts';
import { observe } from '../observation.ts';
import { messageById } from '../protocol.ts';
import { NotCome } from '../wire/connection.ts';
import { Refused } from '../wire/link.ts';
import { Transcript } from '../wire/transcript.ts';
import type { State, Step } from './steps.ts';

/** A step came out otherwise than the document says. */
export class WentWrong extends Error {
  readonly step: Step;
  readonly found: Judged;

  constructor(step: Step, found: Judged) {
    super(found.reason);
    this.step = step;
    this.found = found;
  }
}

/** How a connection of a walk begins. */
export interface Start {
  channel: Channel;
  state: State;
  message?: Message | undefined;
}

/** The client of one walk. */
export class Walker {
  readonly transcript = new Transcript();
  /** What was observed on the way. */
  readonly decisions: Decision[] = [];
  /** What was done, for people. */
  readonly script: string[] = [];
  /** Why the walk could not go on, which is no word about the subject. */
  interrupted: Refused | NotCome | undefined;
  readonly #environment: Environment;
  #ready: Ready | undefined;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** @param message the one whose props are on the stage, besides what every message takes */
  async open({ channel, state, message }: Start): Promise<void> {
    const who = state === 'pending' ? 'without a credential' : 'as first';
    this.script.push(`connect ${who}${this.#environment.profile.channels.length > 1 ? ` to ${channel.id}` : ''}`);
    try {
      this.#ready = await openFor({
        environment: this.#environment,
        channel,
        as: state === 'pending' ? 'nobody' : 'first',
        transcript: this.transcript,
      });
      await this.#ready.stage.setFor(message);
      this.#ready.connection.onReceived = (received) =>
        observe(this.decisions, received, this.script.at(-1) ?? 'on the way');
    } catch (error) {
      if (!(error instanceof Refused) && !(error instanceof NotCome)) throw error;
      this.interrupted = error;
    }
  }

  /** @throws WentWrong */
  async take(step: Step): Promise<void> {
    if (!this.#ready) return;
    const { check } = step;
    this.script.push(check.title);
    this.transcript.note(check.title);
    const { connection, stage } = this.#ready;
    const text = filled(check, { names: stage.names, environment: this.#environment });
    const after = await exchange(check, text, connection);
    const refusal = messageById(check.channel, check.channel.facts.refusal as string).name;
    const found = judged(check, after, { twin: undefined, refusal, guessed: [], lacking: stage.lacking(check.text) });
    if (step.to === 'closed' || !connection.isOpen) await this.end();
    if (found.outcome !== 'pass' && found.outcome !== 'untestable') throw new WentWrong(step, found);
  }

  async leave(): Promise<void> {
    this.script.push('close');
    await this.end();
  }

  async end(): Promise<void> {
    await this.#ready?.connection.end();
    this.#ready = undefined;
  }
}
