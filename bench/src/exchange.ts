import { nowNs } from './clock.ts';
import type { Crowd, Receiver } from './crowd.ts';
import { LatencyHistogram } from './histogram.ts';
import type { Pacer } from './pacer.ts';
import { type Schedule, ScheduleCursor } from './schedule.ts';
import { Timeline, type TimelineReport } from './timeline.ts';

/** What came of a schedule of requests. */
export interface ExchangeReport {
  /** Requests that were sent, and those that were answered whole. */
  requests: number;
  completed: number;
  /** What was counted: answers, tokens, connections. */
  units: number;
  /** Requests that failed, by reason. */
  failed: Record<string, number>;
  /** Answers that belong to no open request, or do not hold what they announce. */
  irregular: number;
  /** Requests that could not be sent before the time-out. */
  unsent: number;
  /** Requests that were due while every connection waited for an answer. */
  waited: number;
  /**
   * Encoded histograms: from the intended time and from the send to the (first) answer, and between pieces of a
   * stream.
   */
  response: string;
  service: string;
  gap: string;
  /** From the intended time to the send; `own` is the part that the generator alone caused. */
  sendDelay: string;
  ownDelay: string;
  timeline: TimelineReport;
}

/** One kind of request and its answer. */
export interface Dialogue extends Receiver {
  /** Begins one request, or returns false when no connection can take one now. */
  begin(tell: Tell): boolean;
  /** Those that are not answered yet. */
  readonly open: number;
}

/** What a dialogue reports of a request that it has begun; times are nanoseconds of CLOCK_MONOTONIC. */
export interface Tell {
  /** The answer, or its first piece, has come. */
  answered(atNs: number): void;
  /** Another piece has come so long after the one before. */
  piece(gapNs: number): void;
  /** It is complete, with so many pieces. */
  completed(units: number): void;
  failed(reason: string): void;
  irregular(): void;
}

/** A schedule of requests over a crowd: what is due is sent on the next connection that is free. */
export class Exchange {
  readonly #schedule: Schedule;
  readonly #dialogue: Dialogue;
  readonly #cursor: ScheduleCursor;
  readonly #response = new LatencyHistogram();
  readonly #service = new LatencyHistogram();
  readonly #gap = new LatencyHistogram();
  readonly #sendDelay = new LatencyHistogram();
  readonly #ownDelay = new LatencyHistogram();
  readonly #timeline: Timeline;
  readonly #failed = new Map<string, number>();
  /** Intended time of a request that no connection could take, and when one became free for it. */
  #held: number | undefined;
  #freeSinceNs = 0;
  #requests = 0;
  #completed = 0;
  #units = 0;
  #irregular = 0;
  #waited = 0;
  #finish: () => void = () => {};

  constructor(schedule: Schedule, dialogue: Dialogue) {
    this.#schedule = schedule;
    this.#dialogue = dialogue;
    this.#cursor = new ScheduleCursor(schedule);
    this.#timeline = new Timeline(schedule);
  }

  async run(options: { pacer: Pacer; crowd: Crowd; timeoutMs: number; begun(): void }): Promise<void> {
    const { pacer, crowd, timeoutMs, begun } = options;
    crowd.receiver = this.#dialogue;
    await pacer.run({
      schedule: this.#schedule,
      timeoutMs,
      start: (finish) => {
        this.#finish = finish;
      },
      wake: () => this.#pump(),
      begun,
    });
  }

  get completed(): number {
    return this.#completed;
  }

  get response(): LatencyHistogram {
    return this.#response;
  }

  report(): ExchangeReport {
    const open = this.#dialogue.open;
    if (open > 0) this.#failed.set('no whole answer before the time-out', open);
    return {
      requests: this.#requests,
      completed: this.#completed,
      units: this.#units,
      failed: Object.fromEntries(this.#failed),
      irregular: this.#irregular,
      unsent: this.#cursor.remaining + (this.#held === undefined ? 0 : 1),
      waited: this.#waited,
      response: this.#response.encode(),
      service: this.#service.encode(),
      gap: this.#gap.encode(),
      sendDelay: this.#sendDelay.encode(),
      ownDelay: this.#ownDelay.encode(),
      timeline: this.#timeline.report(),
    };
  }

  #pump(): void {
    for (;;) {
      const held = this.#held;
      const intendedNs = held ?? this.#cursor.takeDue(nowNs());
      if (intendedNs === undefined) break;
      const isBegun = this.#begin(intendedNs, held === undefined ? intendedNs : this.#freeSinceNs);
      if (isBegun && held !== undefined) this.#waited++;
      this.#held = isBegun ? undefined : intendedNs;
      if (!isBegun) break;
    }
    if (this.#cursor.finished && this.#held === undefined && this.#dialogue.open === 0) this.#finish();
  }

  /** `possibleNs`: since when it could have been sent. */
  #begin(intendedNs: number, possibleNs: number): boolean {
    const sentNs = nowNs();
    const freed = () => {
      this.#freeSinceNs = nowNs();
      // Not in the middle of a read.
      setImmediate(() => this.#pump());
    };
    const begun = this.#dialogue.begin({
      answered: (atNs) => {
        this.#response.recordNs(atNs - intendedNs);
        this.#service.recordNs(atNs - sentNs);
        this.#timeline.record(intendedNs, atNs - intendedNs);
      },
      piece: (gapNs) => this.#gap.recordNs(gapNs),
      completed: (units) => {
        this.#completed++;
        this.#units += units;
        freed();
      },
      failed: (reason) => {
        this.#failed.set(reason, (this.#failed.get(reason) ?? 0) + 1);
        freed();
      },
      irregular: () => {
        this.#irregular++;
      },
    });
    if (!begun) return false;
    this.#requests++;
    this.#sendDelay.recordNs(sentNs - intendedNs);
    this.#ownDelay.recordNs(Math.max(0, sentNs - possibleNs));
    return true;
  }
}
