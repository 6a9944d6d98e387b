/**
 * An open schedule: publication k is due at t0 + k / rate, or with the first of its burst, whatever happened to the ones before it. What
 * cannot be sent in time is sent late and never left out, so a stall of the server is charged to every
 * publication that was due in it.
 */
export interface Schedule {
  /** t0, nanoseconds of CLOCK_MONOTONIC. */
  startNs: number;
  /** Publications per second. */
  rate: number;
  /** Publications in all. */
  count: number;
  /** So many are due at once, when the first of them is; 1 when absent. */
  burst?: number;
}

/** When publication `k` is due. Computed from t0 each time, so that rounding does not add up. */
export function intendedNs(schedule: Schedule, k: number): number {
  const { startNs, rate, burst = 1 } = schedule;
  return startNs + Math.round(((k - (k % burst)) * 1e9) / rate);
}

/** Hands out publications in order, each once, as soon as it is due. */
export class ScheduleCursor {
  readonly #schedule: Schedule;
  #next = 0;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
  }

  /** Intended time of the next publication if it is due at `nowNs`, and moves on; otherwise undefined. */
  takeDue(nowNs: number): number | undefined {
    if (this.finished) return undefined;
    const due = intendedNs(this.#schedule, this.#next);
    if (due > nowNs) return undefined;
    this.#next++;
    return due;
  }

  /** Publications not handed out yet. */
  get remaining(): number {
    return this.#schedule.count - this.#next;
  }

  get finished(): boolean {
    return this.remaining === 0;
  }
}

/** What falls to one of several lanes that take a schedule in turn: publications `lane`, `lane + lanes`, … */
export function shareOf(schedule: Schedule, lane: number, lanes: number): Schedule {
  return {
    startNs: intendedNs(schedule, lane),
    rate: schedule.rate / lanes,
    count: countOf(schedule.count, lane, lanes),
  };
}

/** How many of `count` publications fall to a lane. */
export function countOf(count: number, lane: number, lanes: number): number {
  return Math.max(0, Math.ceil((count - lane) / lanes));
}
