/** A timer that has not fired yet. */
export interface Timer {
  /** Takes the timer back; does nothing once it has fired. */
  cancel(): void;
}

interface EntryOptions {
  dueMs: number;
  /** Breaks ties: of two timers due at one time the one set first fires first. */
  order: number;
  run: (subject: unknown) => void;
  subject: unknown;
  cancelled: (entry: Entry) => void;
}

class Entry implements Timer {
  readonly dueMs: number;
  readonly order: number;
  /** Index in the heap, -1 once out of it. */
  place = -1;
  readonly #run: EntryOptions['run'];
  readonly #subject: unknown;
  readonly #cancelled: EntryOptions['cancelled'];

  constructor({ dueMs, order, run, subject, cancelled }: EntryOptions) {
    this.dueMs = dueMs;
    this.order = order;
    this.#run = run;
    this.#subject = subject;
    this.#cancelled = cancelled;
  }

  fire(): void {
    this.#run(this.#subject);
  }

  cancel(): void {
    this.#cancelled(this);
  }
}

/** Longest delay that Node's own timers take. */
const longestSleepMs = 2 ** 31 - 1;

/**
 * The only time the server knows. It runs with the machine's clock and can be moved ahead, so that
 * heartbeats, deadlines, rate windows and expiries can be shown without waiting. All timers share
 * one heap and one timer of Node's, which never keeps the process alive.
 */
export class Clock {
  readonly #heap: Entry[] = [];
  readonly #cancelled = (entry: Entry): void => this.#remove(entry);
  #aheadMs = 0;
  #orders = 0;
  #sleep: NodeJS.Timeout | undefined;

  /** Milliseconds since the epoch, whole; never goes back. */
  now(): number {
    return Math.floor(performance.timeOrigin + performance.now()) + this.#aheadMs;
  }

  /** Calls `run` once, `delayMs` from now, with `subject`: where each of many has a timer, none needs a closure. */
  after(delayMs: number, run: () => void): Timer;
  after<Subject>(delayMs: number, run: (subject: Subject) => void, subject: Subject): Timer;
  after(delayMs: number, run: (subject: unknown) => void, subject?: unknown): Timer {
    const dueMs = this.now() + delayMs;
    const entry = new Entry({ dueMs, order: this.#orders++, run, subject, cancelled: this.#cancelled });
    entry.place = this.#heap.push(entry) - 1;
    this.#rise(entry);
    if (entry.place === 0) this.#sleepUntilNext();
    return entry;
  }

  /**
   * Moves time ahead by `ms` and fires, in order of their time, all timers that become due on the
   * way, those included that fired timers set. While one fires, `now()` is its time.
   *
   * @returns the time reached
   */
  advance(ms: number): number {
    const targetMs = this.now() + ms;
    try {
      this.#fireUntil(targetMs);
    } finally {
      this.#aheadMs += Math.max(0, targetMs - this.now());
      this.#sleepUntilNext();
    }
    return this.now();
  }

  #fireUntil(targetMs: number): void {
    for (let next = this.#heap[0]; next && next.dueMs <= targetMs; next = this.#heap[0]) {
      this.#remove(next);
      this.#aheadMs += Math.max(0, next.dueMs - this.now());
      next.fire();
    }
  }

  #sleepUntilNext(): void {
    clearTimeout(this.#sleep);
    const next = this.#heap[0];
    if (!next) return;
    const delayMs = Math.min(Math.max(0, next.dueMs - this.now()), longestSleepMs);
    this.#sleep = setTimeout(() => this.#wake(), delayMs);
    this.#sleep.unref();
  }

  #wake(): void {
    try {
      this.#fireUntil(this.now());
    } finally {
      this.#sleepUntilNext();
    }
  }

  #remove(entry: Entry): void {
    const { place } = entry;
    if (place < 0) return;
    entry.place = -1;
    const last = this.#heap.pop();
    if (!last || last === entry) return;
    last.place = place;
    this.#heap[place] = last;
    this.#rise(last);
    this.#sink(last);
  }

  #rise(entry: Entry): void {
    while (entry.place > 0) {
      const parent = this.#heap[(entry.place - 1) >> 1];
      if (!parent || isBefore(parent, entry)) return;
      this.#swap(parent, entry);
    }
  }

  #sink(entry: Entry): void {
    for (;;) {
      const left = this.#heap[2 * entry.place + 1];
      const right = this.#heap[2 * entry.place + 2];
      const child = left && right && isBefore(right, left) ? right : left;
      if (!child || isBefore(entry, child)) return;
      this.#swap(entry, child);
    }
  }

  #swap(one: Entry, other: Entry): void {
    [one.place, other.place] = [other.place, one.place];
    this.#heap[one.place] = one;
    this.#heap[other.place] = other;
  }
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.dueMs === other.dueMs ? one.order < other.order : one.dueMs < other.dueMs;
}
