import { setTimeout as sleep } from 'node:timers/promises';
import { within } from './deadline.ts';
import type { Endpoint } from './endpoint.ts';
import { Failure } from './failure.ts';
import { inGroups } from './signs-of-life.ts';
import { Subscriber } from './subscriber.ts';
import type { Transport } from './transports/transport.ts';
import { transports } from './transports.ts';
import { type ClientWire, type Discriminant, holes, isOfKind, type Step } from './wire.ts';

/** Takes what the connections of a crowd receive. Byte ranges are valid only during the call. */
export interface Receiver {
  /** A read begins: all messages in it arrived now. */
  read(): void;
  /** A message of a connection; false when it is none that the receiver waits for. */
  take(connection: number, bytes: Uint8Array, start: number, end: number): boolean;
}

export interface CrowdOptions {
  endpoint: Endpoint;
  wire: ClientWire;
  /** Makes the connections of this crowd different from those of others; stands in their `${connection}`. */
  name: string;
  receiver: Receiver;
}

export interface MemberOptions {
  /** What it subscribes to, where the wire leaves that open. */
  pattern?: string;
}

interface Member {
  subscriber: Subscriber;
  /** What is still to be said and heard, and who waits for its end. */
  steps: Step[];
  done(): void;
  failed(reason: string): void;
}

/** All clients of one subject in one process: they connect, hold their dialogue, and stay. */
export class Crowd {
  receiver: Receiver;
  readonly #options: CrowdOptions;
  readonly #transport: Transport;
  readonly #members: Member[] = [];
  readonly #ended = new Map<string, number>();
  readonly #signsOfLife: NodeJS.Timeout | undefined;
  #lastOther = '';

  constructor(options: CrowdOptions) {
    this.#options = options;
    this.#transport = transports[options.wire.transport];
    this.receiver = options.receiver;
    const { signOfLifeMs } = options.wire;
    const text = options.wire.barrier?.say;
    if (signOfLifeMs && text !== undefined) {
      const show = (group: number, of: number) => this.#showSignOfLife(text, group, of);
      this.#signsOfLife = inGroups(signOfLifeMs, show);
    }
  }

  get size(): number {
    return this.#members.length;
  }

  /** Connections that ended by themselves since the crowd connected, by reason. */
  get ended(): Record<string, number> {
    return Object.fromEntries(this.#ended);
  }

  isAlive(connection: number): boolean {
    return this.#members[connection]?.subscriber.alive ?? false;
  }

  /**
   * Adds connections, and returns when each has held its dialogue and the server has answered the barrier
   * sent after that.
   * @throws Failure `unreachable`
   */
  async connect(members: readonly MemberOptions[], timeoutMs: number): Promise<void> {
    await within(Promise.all(members.map((member) => this.join(member))), timeoutMs, () => {
      const last = this.#lastOther ? `; the last other message was ${this.#lastOther}` : '';
      return new Failure('unreachable', `a client was not ready within ${timeoutMs} ms${last}`);
    });
  }

  /** Adds one connection. @throws Failure `unreachable` */
  join({ pattern }: MemberOptions): Promise<void> {
    const { endpoint, wire, name } = this.#options;
    const index = this.#members.length;
    const values: Record<string, string> = {
      [holes.token]: endpoint.token ?? '',
      [holes.connection]: `${name}-${index}`,
      [holes.pattern]: pattern ?? '',
    };
    return new Promise((resolve, reject) => {
      const subscriber = new Subscriber(endpoint, wire.transport, {
        opened: () => this.#say(member),
        read: () => this.receiver.read(),
        message: (bytes, start, end) => {
          if (!this.receiver.take(index, bytes, start, end)) this.#other(member, bytes, start, end);
        },
        lost: (reason) => {
          this.#ended.set(reason, (this.#ended.get(reason) ?? 0) + 1);
          member.failed(reason);
        },
      });
      const steps = [...wire.dialogue, ...barrierSteps(wire)].map((step) => filled(step, values));
      const failed = (reason: string) => {
        const missing = member.steps.find((step) => 'hear' in step);
        const before = missing ? ` before it had sent ${JSON.stringify(missing.hear)}` : '';
        reject(new Failure('unreachable', reason + before));
      };
      const member: Member = { subscriber, steps, done: resolve, failed };
      this.#members.push(member);
    });
  }

  /** Sends a text on one connection. */
  say(connection: number, text: string): void {
    this.#members[connection]?.subscriber.sendText(text);
  }

  pause(connection: number): void {
    this.#members[connection]?.subscriber.pause();
  }

  resume(connection: number): void {
    this.#members[connection]?.subscriber.resume();
  }

  /**
   * Asks for one more answer on each of the connections, so that what was sent before it has arrived; without a
   * barrier in the document it waits `quietMs`. Returns how many did not answer.
   */
  async settle(options: { connections: readonly number[]; quietMs: number; timeoutMs: number }): Promise<number> {
    if (!this.#options.wire.barrier) {
      await sleep(options.quietMs);
      return 0;
    }
    let missing = options.connections.length;
    const answers = options.connections.map(async (connection) => {
      if (!this.isAlive(connection)) return;
      await this.ask(connection);
      missing--;
    });
    await Promise.race([Promise.allSettled(answers), sleep(options.timeoutMs)]);
    return missing;
  }

  /** Says what the barrier says and settles with its answer. @throws Failure `unreachable` */
  ask(connection: number): Promise<void> {
    const member = this.#members[connection];
    if (!member) return Promise.resolve();
    return new Promise((resolve, reject) => {
      member.steps.push(...barrierSteps(this.#options.wire));
      member.done = resolve;
      member.failed = (reason) => reject(new Failure('unreachable', reason));
      this.#say(member);
    });
  }

  /** Ends all connections; the crowd can be filled anew. */
  leave(): void {
    for (const { subscriber } of this.#members) subscriber.close();
    this.#members.length = 0;
  }

  close(): void {
    clearInterval(this.#signsOfLife);
    this.leave();
  }

  /** Says all that comes before the next thing to hear. */
  #say(member: Member): void {
    for (let step = member.steps[0]; step && 'say' in step; step = member.steps[0]) {
      member.steps.shift();
      member.subscriber.sendText(step.say);
    }
    if (member.steps.length === 0) member.done();
  }

  /** A message that the receiver does not know; it is read only when the connection waits for one. */
  #other(member: Member, bytes: Uint8Array, start: number, end: number): void {
    const step = member.steps[0];
    if (!step || !('hear' in step)) return;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString();
    this.#lastOther = text.slice(0, 300);
    if (!this.#matches(text, step.hear)) return;
    member.steps.shift();
    this.#say(member);
  }

  /** Not of those in a dialogue, who may not even be connected. */
  #showSignOfLife(text: string, group: number, of: number): void {
    for (const [index, { subscriber, steps }] of this.#members.entries())
      if (index % of === group && steps.length === 0) subscriber.sendText(text);
  }

  #matches(text: string, expect: Discriminant): boolean {
    try {
      return isOfKind(this.#transport.parse(text), expect);
    } catch {
      return false;
    }
  }
}

function barrierSteps({ barrier }: ClientWire): Step[] {
  return barrier ? [{ say: barrier.say }, { hear: barrier.hear }] : [];
}

function filled(step: Step, values: Record<string, string>): Step {
  if (!('say' in step)) return step;
  return { say: Object.entries(values).reduce((text, [hole, value]) => text.replaceAll(hole, value), step.say) };
}
