import { nowNs } from './clock.ts';
import { Failure } from './failure.ts';
import { LatencyHistogram } from './histogram.ts';
import { type Lane, openLane } from './lane.ts';
import { LoadMeter, type ProcessLoad } from './load.ts';
import { Pacer } from './pacer.ts';
import type { PublishCall } from './publish-call.ts';
import { serve } from './remote.ts';
import type { Side } from './roles.ts';
import { type Schedule, ScheduleCursor, shareOf } from './schedule.ts';

/** `any` free lane takes what is due; in `turn`, publication k belongs to lane k modulo their number. */
export type LaneChoice = 'any' | 'turn';

export interface PublishOptions extends Schedule {
  side: Side;
  run: number;
  choice: LaneChoice;
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
const pacer = new Pacer();

const verbs = {
  /** One call a lane. */
  async open(options: { side: Side; calls: PublishCall[]; timeoutMs: number }): Promise<void> {
    const lanes = options.calls.map((call, index) => openLane(call, `publisher-${index}`));
    lanesOf.set(options.side, lanes);
    await Promise.all(lanes.map((lane) => lane.open(options.timeoutMs)));
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

/** One schedule being published: what is due goes out on a lane that is free, what finds none waits for one. */
class Publication {
  readonly #options: PublishOptions;
  readonly #lanes: Lane[];
  /** What each lane takes from: all from one, or each from its share. */
  readonly #cursors: ScheduleCursor[];
  readonly #busy: boolean[];
  readonly #sequences: number[];
  readonly #refused = new Map<string, number>();
  readonly #sendDelay = new LatencyHistogram();
  readonly #ownDelay = new LatencyHistogram();
  readonly #meter = new LoadMeter();
  /** When a lane became free after all had been busy; in turn, when this one did. */
  readonly #freeSinceNs: number[];
  #waited = 0;
  #finish: () => void = () => {};

  constructor(options: PublishOptions, lanes: Lane[]) {
    const shared = new ScheduleCursor(options);
    this.#options = options;
    this.#lanes = lanes;
    this.#cursors = lanes.map((_, lane) =>
      options.choice === 'any' ? shared : new ScheduleCursor(shareOf(options, lane, lanes.length)),
    );
    this.#busy = lanes.map(() => false);
    this.#sequences = lanes.map(() => 0);
    this.#freeSinceNs = lanes.map(() => 0);
  }

  async run(): Promise<PublishReport> {
    await pacer.run({
      schedule: this.#options,
      timeoutMs: this.#options.timeoutMs,
      start: (finish) => {
        this.#finish = finish;
      },
      wake: () => this.#pump(),
      begun: () => this.#meter.restart(),
    });
    return this.#report();
  }

  #pump(): void {
    for (const [lane, cursor] of this.#cursors.entries()) {
      if (this.#busy[lane]) continue;
      const intended = cursor.takeDue(nowNs());
      if (intended !== undefined) void this.#send(lane, intended);
    }
    if (this.#cursors.every((cursor) => cursor.finished) && !this.#busy.includes(true)) this.#finish();
  }

  async #send(lane: number, intendedNs: number): Promise<void> {
    this.#busy[lane] = true;
    const sequence = this.#sequences[lane] as number;
    this.#sequences[lane] = sequence + 1;
    const sentNs = nowNs();
    const freeSinceNs = this.#freeSinceNs[lane] as number;
    if (freeSinceNs > intendedNs) this.#waited++;
    this.#sendDelay.recordNs(sentNs - intendedNs);
    this.#ownDelay.recordNs(sentNs - Math.max(intendedNs, freeSinceNs));
    const stamp = { run: this.#options.run, lane, sequence, intendedNs, sentNs };
    const refusal = await (this.#lanes[lane] as Lane).publish(stamp);
    if (refusal !== undefined) this.#refused.set(refusal, (this.#refused.get(refusal) ?? 0) + 1);
    if (this.#options.choice === 'turn') this.#freeSinceNs[lane] = nowNs();
    else if (!this.#busy.includes(false)) this.#freeSinceNs.fill(nowNs());
    this.#busy[lane] = false;
    this.#pump();
  }

  #report(): PublishReport {
    const unanswered = this.#busy.filter(Boolean).length;
    if (unanswered > 0) this.#refused.set('no answer before the time-out', unanswered);
    return {
      refused: Object.fromEntries(this.#refused),
      unsent: [...new Set(this.#cursors)].reduce((sum, cursor) => sum + cursor.remaining, 0),
      waited: this.#waited,
      sendDelay: this.#sendDelay.encode(),
      ownDelay: this.#ownDelay.encode(),
      load: this.#meter.read(),
    };
  }
}
