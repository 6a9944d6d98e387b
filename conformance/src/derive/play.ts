import type { Channel } from '@agentwire/generated/model';
import type { CheckResult, Decision } from '../check.ts';
import type { Environment } from '../environment.ts';
import { at, brief } from '../json.ts';
import { observe } from '../observation.ts';
import { messageById, payloadPlace } from '../protocol.ts';
import { type Connection, NotCome, type Received } from '../wire/connection.ts';
import { Refused } from '../wire/link.ts';
import { Transcript } from '../wire/transcript.ts';
import { Allowance } from './allowance.ts';
import { Bystander } from './bystander.ts';
import { type DerivedCheck, filledIn } from './derived-check.ts';
import { exchange, filled, openFor } from './exchange.ts';
import { type Judged, judged, mayClose, presents, spent, type Twin } from './outcome.ts';
import type { Stage } from './stage.ts';

/**
 * Plays derived checks of one channel one after the other, over as few connections as half of the
 * channel's rate limit allows. Each has its own decisions and its own transcript.
 */
export async function playDerived(
  checks: readonly DerivedCheck[],
  environment: Environment,
): Promise<Map<string, CheckResult>> {
  const player = new Player(environment);
  const runs = new Map<string, Run>();
  try {
    for (const check of checks) {
      const run = { decisions: [], transcript: new Transcript() };
      runs.set(check.id, run);
      await player.play(check, run);
    }
  } finally {
    await player.end();
    await player.leave();
  }
  return new Map(
    [...runs].map(([id, { decisions, transcript }]) => [
      id,
      { decisions, transcript: transcript.entries(), startedMs: transcript.startedMs },
    ]),
  );
}

/** What a check brings home; a frame for the bystander may still be added when the check is over. */
interface Run {
  decisions: Decision[];
  transcript: Transcript;
}

class Player {
  readonly #environment: Environment;
  /** Whether a twin was accepted, by its text. */
  readonly #twins = new Map<string, Twin>();
  readonly #bystander: Bystander;
  #connection: Connection | undefined;
  #allowance: Allowance | undefined;
  #stage: Stage | undefined;

  constructor(environment: Environment) {
    this.#environment = environment;
    this.#bystander = new Bystander(environment);
  }

  async play(check: DerivedCheck, { decisions, transcript }: Run): Promise<void> {
    const onReceived = (received: Received): void => observe(decisions, received, check.title);
    const { breaks = false, ...decision } = await this.#decide(check, transcript, onReceived);
    const [requirement = ''] = check.requirements;
    const taken = check.message?.facts.taken ?? requirement;
    decisions.push({ requirement: breaks ? taken : requirement, at: check.title, ...decision });
    if (decision.outcome === 'pass' && check.expectation === 'accepted' && taken !== requirement)
      decisions.push({ requirement: taken, at: check.title, ...decision });
  }

  async #decide(
    check: DerivedCheck,
    transcript: Transcript,
    onReceived: (received: Received) => void,
  ): Promise<Judged> {
    try {
      const twin = check.twin === undefined ? undefined : await this.#twin(check, transcript, onReceived);
      if (twin?.refused !== undefined) {
        const why = this.#stage?.lacking(check.twin ?? '') ?? `its valid twin is not accepted either: ${twin.refused}`;
        return { outcome: 'untestable', reason: why };
      }
      return await this.#judge(check, await this.#ready(check, transcript, onReceived));
    } catch (error) {
      if (!(error instanceof Refused) && !(error instanceof NotCome)) throw error;
      await this.end();
      return withoutConnection(check, error);
    }
  }

  async end(): Promise<void> {
    await this.#connection?.end();
    this.#connection = undefined;
  }

  /** Waits for what others are told of the last frames, and ends. */
  leave(): Promise<void> {
    return this.#bystander.leave();
  }

  async #judge(check: DerivedCheck, connection: Connection): Promise<Judged> {
    const after = await exchange(check, this.#filled(check), connection);
    const refusal = messageById(connection.channel, connection.channel.facts.refusal as string).name;
    const twin = check.twin === undefined ? undefined : this.#twins.get(check.twin);
    const asWished = !after.broken && (check.expectation !== 'refused' || after.refusal !== undefined);
    if (!asWished || mayClose(check) || spent(check, after)) await this.end();
    const lacking = this.#stage?.lacking(check.text);
    return judged(check, after, { twin, refusal, lacking, guessed: this.#environment.guessed(connection.channel) });
  }

  #filled(frame: Pick<DerivedCheck, 'message' | 'text' | 'credential' | 'fresh'>): string {
    return filled(frame, { names: this.#stage?.names ?? new Map(), environment: this.#environment });
  }

  /** How the twin fares; each is tried once. */
  async #twin(check: DerivedCheck, transcript: Transcript, onReceived: (received: Received) => void): Promise<Twin> {
    const text = check.twin as string;
    const known = this.#twins.get(text);
    if (known) return known;
    const connection = await this.#ready(check, transcript, onReceived);
    const { message, channel } = check;
    const payload = at(JSON.parse(text), payloadPlace(channel));
    const frame = this.#filled({ message, text, ...filledIn(channel, message, payload) });
    const after = await exchange(check, frame, connection);
    const closes = mayClose(check);
    const refused = after.refusal
      ? brief(after.refusal.value, 160)
      : after.broken && !closes
        ? after.broken.message
        : undefined;
    const twin: Twin = { refused, declined: after.decline !== undefined };
    this.#twins.set(text, twin);
    if (after.broken || closes || spent(check, after)) await this.end();
    return twin;
  }

  /** A connection that has room for one more frame and one more barrier. */
  async #ready(
    check: DerivedCheck,
    transcript: Transcript,
    onReceived: (received: Received) => void,
  ): Promise<Connection> {
    const { channel } = check;
    const wanted = [check.message ? JSON.parse(check.text) : undefined, barrierOf(channel)];
    if (!this.#connection?.isOpen || !this.#allowance?.has(wanted) || presents(check)) {
      await this.end();
      this.#connection = await this.#open(check, transcript);
      this.#allowance = new Allowance(channel);
    } else transcript.note('on a connection that is open already');
    this.#allowance?.take(wanted);
    this.#connection.transcript = transcript;
    this.#connection.onReceived = onReceived;
    this.#bystander.watchFor({ transcript, onReceived });
    return this.#connection;
  }

  async #open(check: DerivedCheck, transcript: Transcript): Promise<Connection> {
    const { channel, message } = check;
    const pending = presents(check) && channel.facts.authentication?.missing === 'pending';
    await this.#bystander.come(channel, transcript);
    const { connection, stage } = await this.#bystander.makingRoom(() =>
      openFor({ environment: this.#environment, channel, as: pending ? 'nobody' : 'first', transcript }),
    );
    await stage.setFor(message);
    this.#stage = stage;
    return connection;
  }
}

/** What stands for the channel's barrier when frames are counted. */
function barrierOf(channel: Channel): unknown {
  const { barrier } = channel.facts;
  return barrier && messageById(channel, barrier.send).discriminant;
}

function withoutConnection(check: DerivedCheck, error: Refused | NotCome): Judged {
  if (error instanceof Refused && error.status === 0) {
    return { outcome: 'inconclusive', reason: `the subject cannot be reached: ${error.message}` };
  }
  const { refusedStatus } = check.channel.facts.authentication ?? {};
  if (error instanceof Refused && presents(check) && error.status === refusedStatus) {
    return {
      outcome: 'not-offered',
      reason: 'a connection without credential is refused, so none is presented by message',
    };
  }
  return { outcome: 'untestable', reason: `no connection to send it on: ${error.message}` };
}
