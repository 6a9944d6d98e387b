import { Worker } from 'node:worker_threads';
import { nowNs } from './clock.ts';
import { Failure } from './failure.ts';
import { LatencyHistogram } from './histogram.ts';
import { Lane } from './lane.ts';
import { LoadMeter, type ProcessLoad } from './load.ts';
import type { PublishCall } from './publish-call.ts';
import { serve } from './remote.ts';
import type { Side } from './roles.ts';
import { type Schedule, ScheduleCursor } from './schedule.ts';
import type { TickerTask } from './ticker.ts';

export interface PublishOptions extends Schedule {
  side: Side;
  run: number;
  /** How long after the last intended time publications may still be sent and answered, milliseconds. */
  timeoutMs: number;
}

export interface PublishReport {
  /** Publications that were not answered with success, by answer. */
  refused: Record<string, number>;
  /** Publications that could not be sent before the time-out. */
  unsent: number;
  /** Publications that were due while all connections had a request under way. */
  waited: number;
  /** Encoded histogram, from intended time to send. */
  sendDelay: string;
  /** The part of the send delay in which a connection was free, so that nothing but the generator was late. */
  ownDelay: string;
  load: ProcessLoad;
}

/** Entry of the process that publishes. One set of lanes a subject; one schedule at a time. */
const lanesOf = new Map<Side, Lane[]>();
const ticker = new Worker(new URL('./ticker.ts', import.meta.url));

const verbs = {
  open({ side, call, lanes }: { side: Side; call: PublishCall; lanes: number }): void {
    lanesOf.set(
      side,
      Array.from({ length: lanes }, () => new Lane(call)),
    );
  },

  async publish(options: PublishOptions): Promise<PublishReport> {
    const lanes = lanesOf.get(options.side);
    if (!lanes) throw new Failure('fault', `no lanes for the ${options.side}`);
    return new Publication(options, lanes).run();
  },

  async close(): Promise<void> {
    await Promise.all([...lanesOf.values()].flat().map((lane) => lane.close()));
    lanesOf.clear();
  },
};

export type PublisherVerbs = typeof verbs;

serve(verbs);

/** One schedule being published: what is due goes out on the first free lane, what finds none waits for one. */
class Publication {
  readonly #options: PublishOptions;
  readonly #lanes: Lane[];
  readonly #cursor: ScheduleCursor;
  readonly #busy: boolean[];
  readonly #sequences: number[];
  readonly #refused = new Map<string, number>();
  readonly #sendDelay = new LatencyHistogram();
  readonly #ownDelay = new LatencyHistogram();
  readonly #meter = new LoadMeter();
  /** When a lane became free after all had been busy. */
  #freeSinceNs = 0;
  #waited = 0;
  #finish: () => void = () => {};

  constructor(options: PublishOptions, lanes: Lane[]) {
    this.#options = options;
    this.#lanes = lanes;
    this.#cursor = new ScheduleCursor(options);
    this.#busy = lanes.map(() => false);
    this.#sequences = lanes.map(() => 0);
  }

  async run(): Promise<PublishReport> {
    const { startNs, rate, count, timeoutMs } = this.#options;
    const finished = new Promise<void>((resolve) => {
      this.#finish = resolve;
    });
    const stop = new SharedArrayBuffer(4);
    const untilStartMs = (startNs - nowNs()) / 1e6;
    const start = setTimeout(() => this.#meter.restart(), untilStartMs);
    const deadline = setTimeout(() => this.#finish(), untilStartMs + (count / rate) * 1000 + timeoutMs);
    const pump = () => this.#pump();
    ticker.on('message', pump);
    ticker.postMessage({ startNs, rate, count, stop } satisfies TickerTask);
    await finished;
    clearTimeout(start);
    clearTimeout(deadline);
    ticker.off('message', pump);
    Atomics.store(new Int32Array(stop), 0, 1);
    Atomics.notify(new Int32Array(stop), 0);
    return this.#report();
  }

  #pump(): void {
    for (let lane = this.#busy.indexOf(false); lane >= 0; lane = this.#busy.indexOf(false)) {
      const intended = this.#cursor.takeDue(nowNs());
      if (intended === undefined) break;
      void this.#send(lane, intended);
    }
    if (this.#cursor.finished && !this.#busy.includes(true)) this.#finish();
  }

  async #send(lane: number, intendedNs: number): Promise<void> {
    this.#busy[lane] = true;
    const sequence = this.#sequences[lane] as number;
    this.#sequences[lane] = sequence + 1;
    const sentNs = nowNs();
    if (this.#freeSinceNs > intendedNs) this.#waited++;
    this.#sendDelay.recordNs(sentNs - intendedNs);
    this.#ownDelay.recordNs(sentNs - Math.max(intendedNs, this.#freeSinceNs));
    const refusal = await this.#laneAt(lane).publish({ run: this.#options.run, lane, sequence, intendedNs, sentNs });
    if (refusal !== undefined) this.#refused.set(refusal, (this.#refused.get(refusal) ?? 0) + 1);
    if (!this.#busy.includes(false)) this.#freeSinceNs = nowNs();
    this.#busy[lane] = false;
    this.#pump();
  }

  #laneAt(index: number): Lane {
    return this.#lanes[index] as Lane;
  }

  #report(): PublishReport {
    const unanswered = this.#busy.filter(Boolean).length;
    if (unanswered > 0) this.#refused.set('no answer before the time-out', unanswered);
    return {
      refused: Object.fromEntries(this.#refused),
      unsent: this.#cursor.remaining,
      waited: this.#waited,
      sendDelay: this.#sendDelay.encode(),
      ownDelay: this.#ownDelay.encode(),
      load: this.#meter.read(),
    };
  }
}
