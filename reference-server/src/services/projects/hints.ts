/** Quiet that ends a burst, milliseconds: an editor's save is several steps, and is one change. */
const quietMs = 50;
/** How long a burst that does not end is waited for, milliseconds. */
const patienceMs = 500;

/** Gathers paths until nothing new comes for a moment, each once, in the order of their first mention. */
export class Hints {
  readonly #paths = new Set<string>();
  readonly #ready: () => void;
  #timer: NodeJS.Timeout | undefined;
  #firstMs = 0;
  #count = 0;

  /** @param ready called once for each burst; `take` then has it */
  constructor(ready: () => void) {
    this.#ready = ready;
  }

  add(path: string): void {
    const nowMs = performance.now();
    if (this.#paths.size === 0) this.#firstMs = nowMs;
    this.#paths.add(path);
    this.#count++;
    const delayMs = Math.min(quietMs, this.#firstMs + patienceMs - nowMs);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#ready, Math.max(0, delayMs));
    this.#timer.unref();
  }

  /** The paths so far, and how often they were mentioned; it begins anew with none. */
  take(): { paths: string[]; count: number } {
    clearTimeout(this.#timer);
    const taken = { paths: [...this.#paths], count: this.#count };
    this.#paths.clear();
    this.#count = 0;
    return taken;
  }
}
