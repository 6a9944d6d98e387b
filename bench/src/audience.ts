import { setTimeout as sleep } from 'node:timers/promises';
import { nowNs } from './clock.ts';
import { Crowd, type CrowdOptions, type MemberOptions } from './crowd.ts';
import type { LatencyHistogram } from './histogram.ts';
import { expectedOf, type PhaseOptions, Reception, type ReceptionReport } from './reception.ts';
import { Stalled, type StallReport } from './stalled.ts';
import { transports } from './transports.ts';
import type { Discriminant } from './wire.ts';

/** A subscriber that is to connect, and the lanes whose publications it is entitled to, a bit each. */
export interface SubscriberOptions extends MemberOptions {
  lanes: number;
}

export interface AudienceOptions extends Omit<CrowdOptions, 'receiver'> {
  payloadBytes: number;
  /** How deliveries without stamp are told from other messages. */
  unstamped?: Discriminant;
}

/** What the subscribers of one process received in one phase. */
export interface AudienceReport extends ReceptionReport {
  /** Connections whose barrier was not answered in time. */
  barriersMissed: number;
  /** Connections that ended by themselves since they connected, by reason. */
  ended: Record<string, number>;
}

/** All subscribers of one subject in one process, and what each of them is entitled to. */
export class Audience {
  readonly #options: AudienceOptions;
  readonly #crowd: Crowd;
  readonly #lanes: number[] = [];
  #reception: Reception;
  #phase: PhaseOptions;
  #stalled: Stalled | undefined;

  constructor(options: AudienceOptions) {
    this.#options = options;
    this.#phase = { run: -1, lanes: 1, schedule: { startNs: 0, rate: 1, count: 0 }, latencies: 'ignore' };
    this.#reception = this.#newReception();
    this.#crowd = new Crowd({ ...options, receiver: this.#reception });
  }

  /** @throws Failure `unreachable` */
  async connect(subscribers: readonly SubscriberOptions[], timeoutMs: number): Promise<void> {
    this.#lanes.push(...subscribers.map(({ lanes }) => lanes));
    await this.#crowd.connect(subscribers, timeoutMs);
  }

  begin(phase: PhaseOptions): void {
    this.#phase = phase;
    this.#reception = this.#newReception();
    this.#crowd.receiver = this.#stalled?.beside(this.#reception) ?? this.#reception;
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
    const { publications, quietMs, timeoutMs } = options;
    this.#stalled?.published(publications);
    const expected = expectedOf(this.#entitled(), { publications, lanes: this.#phase.lanes });
    const deadline = nowNs() + timeoutMs * 1e6;
    let received = -1;
    let changedAt = nowNs();
    while (this.received < expected && nowNs() < deadline) {
      if (this.received !== received) {
        received = this.received;
        changedAt = nowNs();
      } else if (nowNs() - changedAt > quietMs * 1e6) {
        return;
      }
      await sleep(5);
    }
  }

  /**
   * Has every connection answered once more, so that a late duplicate has arrived before it, and accounts for the
   * phase.
   */
  async settle(options: { quietMs: number; timeoutMs: number }): Promise<AudienceReport> {
    const connections = this.#lanes.flatMap((_, index) => (this.#stalled?.has(index) ? [] : [index]));
    const barriersMissed = await this.#crowd.settle({ ...options, connections });
    return { ...this.#reception.report(), barriersMissed, ended: this.#crowd.ended };
  }

  stall(count: number): void {
    this.#stalled = new Stalled({ crowd: this.#crowd, first: this.#lanes.length - count });
  }

  async resume(timeoutMs: number): Promise<StallReport> {
    const report = await this.#stalled?.resume(timeoutMs);
    return report ?? { stalled: 0, caughtUp: 0, ended: {}, silentGaps: 0 };
  }

  close(): void {
    this.#crowd.close();
  }

  #newReception(): Reception {
    const { payloadBytes, unstamped, wire } = this.#options;
    return new Reception({
      entitled: this.#entitled(),
      payloadBytes,
      phase: this.#phase,
      ...(unstamped ? { unstamped: { transport: transports[wire.transport], discriminant: unstamped } } : {}),
    });
  }

  /** Who does not read is entitled to nothing in the phase; what it gets later is accounted for apart. */
  #entitled(): Uint32Array {
    return Uint32Array.from(this.#lanes, (lanes, index) => (this.#stalled?.has(index) ? 0 : lanes));
  }
}
