import { setTimeout as sleep } from 'node:timers/promises';
import { nowNs } from './clock.ts';
import { within } from './deadline.ts';
import { Failure } from './failure.ts';
import type { Endpoint } from './handshake.ts';
import type { LatencyHistogram } from './histogram.ts';
import { type PhaseOptions, Reception, type ReceptionReport } from './reception.ts';
import { Subscriber } from './subscriber.ts';
import { type Discriminant, type SubscriberWire, valueAt } from './workload.ts';

export interface CrowdOptions {
  endpoint: Endpoint;
  wire: SubscriberWire;
  payloadBytes: number;
}

/** What the crowd of one process received in one phase. */
export interface CrowdReport extends ReceptionReport {
  /** Connections whose barrier was not answered in time. */
  barriersMissed: number;
  /** Connections that ended by themselves since the crowd connected, by reason. */
  ended: Record<string, number>;
}

interface Member {
  subscriber: Subscriber;
  /** The message that this connection waits for besides deliveries. */
  awaited?: { expect: Discriminant; arrived(): void; lost(reason: string): void };
}

const signOfLifeGroups = 16;

/** All subscribers of one subject in one process. */
export class Crowd {
  readonly #options: CrowdOptions;
  readonly #members: Member[] = [];
  readonly #ended = new Map<string, number>();
  readonly #signsOfLife: NodeJS.Timeout | undefined;
  #reception: Reception;
  #lastOther = '';

  constructor(options: CrowdOptions) {
    this.#options = options;
    this.#reception = this.#newReception({ run: -1, lanes: 1, count: 0, latencies: 'ignore' });
    const { signOfLifeMs } = options.wire;
    if (signOfLifeMs) this.#signsOfLife = this.#showSignsOfLife(signOfLifeMs);
  }

  /**
   * Adds `count` connections, and returns when each has had its opening message, has subscribed, and the
   * server has answered the barrier sent after that.
   * @throws Failure `unreachable`
   */
  async connect(count: number, timeoutMs: number): Promise<void> {
    const joining = Array.from({ length: count }, () => this.#join());
    await within(Promise.all(joining), timeoutMs, () => {
      const last = this.#lastOther ? `; the last other message was ${this.#lastOther}` : '';
      return new Failure('unreachable', `a subscriber was not ready within ${timeoutMs} ms${last}`);
    });
  }

  begin(phase: PhaseOptions): void {
    this.#reception = this.#newReception(phase);
  }

  get received(): number {
    return this.#reception.received;
  }

  /** Latencies of the phase so far. */
  get response(): LatencyHistogram {
    return this.#reception.response;
  }

  /** Returns when all has arrived, when nothing has for `quietMs`, or after `timeoutMs`. */
  async drain(options: { publications: number; quietMs: number; timeoutMs: number }): Promise<void> {
    const expected = options.publications * this.#members.length;
    const deadline = nowNs() + options.timeoutMs * 1e6;
    let received = -1;
    let changedAt = nowNs();
    while (this.received < expected && nowNs() < deadline) {
      if (this.received !== received) {
        received = this.received;
        changedAt = nowNs();
      } else if (nowNs() - changedAt > options.quietMs * 1e6) {
        return;
      }
      await sleep(5);
    }
  }

  /**
   * Asks for one more answer on every connection, so that a late duplicate has arrived before it; without a
   * barrier in the document it waits `quietMs`. Returns how many connections did not answer.
   */
  async settle(options: { quietMs: number; timeoutMs: number }): Promise<number> {
    const { barrier } = this.#options.wire;
    if (!barrier) {
      await sleep(options.quietMs);
      return 0;
    }
    let missing = this.#members.length;
    const answers = this.#members.map(async (member) => {
      if (!member.subscriber.alive) return;
      await this.#ask(member, barrier);
      missing--;
    });
    await Promise.race([Promise.allSettled(answers), sleep(options.timeoutMs)]);
    return missing;
  }

  report(barriersMissed: number): CrowdReport {
    return { ...this.#reception.report(), barriersMissed, ended: Object.fromEntries(this.#ended) };
  }

  close(): void {
    clearInterval(this.#signsOfLife);
    for (const { subscriber } of this.#members) subscriber.close();
  }

  #newReception(phase: PhaseOptions): Reception {
    return new Reception({ connections: this.#members.length, payloadBytes: this.#options.payloadBytes, phase });
  }

  async #join(): Promise<void> {
    const { endpoint, wire } = this.#options;
    const index = this.#members.length;
    const subscriber = new Subscriber(endpoint, {
      read: () => this.#reception.read(),
      message: (bytes, start, end) => {
        if (!this.#reception.take(index, bytes, start, end)) this.#other(index, bytes, start, end);
      },
      lost: (reason) => this.#lose(index, reason),
    });
    const member: Member = { subscriber };
    this.#members.push(member);
    const opening = wire.opening ? this.#await(member, wire.opening) : Promise.resolve();
    // The opening message may fail before anybody waits for it, when the upgrade itself fails.
    opening.catch(() => {});
    await subscriber.opened();
    await opening;
    if (wire.subscribe !== undefined) subscriber.sendText(wire.subscribe);
    if (wire.barrier) await this.#ask(member, wire.barrier);
  }

  async #ask(member: Member, barrier: { send: string; expect: Discriminant }): Promise<void> {
    const answer = this.#await(member, barrier.expect);
    member.subscriber.sendText(barrier.send);
    await answer;
  }

  #await(member: Member, expect: Discriminant): Promise<void> {
    return new Promise((resolve, reject) => {
      const lost = (reason: string) =>
        reject(new Failure('unreachable', `${reason} before it had sent ${JSON.stringify(expect)}`));
      member.awaited = { expect, arrived: resolve, lost };
    });
  }

  /** A message that is no delivery; it is read only when the connection waits for one. */
  #other(index: number, bytes: Uint8Array, start: number, end: number): void {
    const member = this.#members[index];
    const awaited = member?.awaited;
    if (!awaited) return;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString();
    this.#lastOther = text.slice(0, 300);
    if (!matches(text, awaited.expect)) return;
    member.awaited = undefined;
    awaited.arrived();
  }

  #lose(index: number, reason: string): void {
    this.#ended.set(reason, (this.#ended.get(reason) ?? 0) + 1);
    this.#members[index]?.awaited?.lost(reason);
  }

  /** A group of the connections at a time, so that no burst of them falls into a measurement. */
  #showSignsOfLife(intervalMs: number): NodeJS.Timeout {
    let turn = 0;
    return setInterval(() => {
      turn = (turn + 1) % signOfLifeGroups;
      const text = this.#options.wire.barrier?.send ?? '';
      for (const [index, { subscriber }] of this.#members.entries()) {
        if (index % signOfLifeGroups === turn) subscriber.sendText(text);
      }
    }, intervalMs / signOfLifeGroups);
  }
}

function matches(text: string, expect: Discriminant): boolean {
  try {
    const message = JSON.parse(text);
    return Object.entries(expect).every(([path, value]) => valueAt(message, `/${path.replaceAll('.', '/')}`) === value);
  } catch {
    return false;
  }
}
