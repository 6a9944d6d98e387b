/** Whoever collects something during a turn of the event loop and hands it on at its end. */
export interface Flushable {
  /** Whether it has asked for that; a mark, because sets of a whole audience cost more than its messages. */
  isDue: boolean;
  flush(): void;
}

/** The end of a turn, for those who flush together: a fan-out makes every session of its audience wait for it. */
export class Turn<One extends Flushable> {
  readonly #first: (all: readonly One[]) => void;
  #waiting: One[] = [];
  #isEnding = false;

  /** @param first sees all who wait before the first of them flushes */
  constructor(first: (all: readonly One[]) => void = () => {}) {
    this.#first = first;
  }

  /** Nobody waits for the end. */
  get isQuiet(): boolean {
    return this.#waiting.length === 0 && !this.#isEnding;
  }

  /** Has one flushed when the turn is over; once, however often it asks. */
  flushAtEnd(one: One): void {
    if (one.isDue) return;
    if (this.#waiting.length === 0) setImmediate(() => this.#end());
    one.isDue = true;
    this.#waiting.push(one);
  }

  #end(): void {
    const now = this.#waiting;
    this.#waiting = [];
    this.#isEnding = true;
    for (const one of now) one.isDue = false;
    let begun = 0;
    try {
      this.#first(now);
      for (const one of now) {
        begun++;
        one.flush();
      }
    } finally {
      this.#isEnding = false;
      // One has thrown, which is told as any other error is; the others are not to wait for it.
      for (const one of now.slice(begun)) this.flushAtEnd(one);
    }
  }
}
