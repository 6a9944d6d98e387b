/** How late the kit's own timers come: what it measures while it is late is worth nothing. */
const TICK_MS = 50;

export class LagMeter {
  readonly #samples: { atMs: number; lagMs: number }[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor() {
    let before = performance.now();
    this.#timer = setInterval(() => {
      const now = performance.now();
      const lagMs = now - before - TICK_MS;
      before = now;
      if (lagMs > TICK_MS) this.#samples.push({ atMs: now, lagMs });
    }, TICK_MS);
    this.#timer.unref();
  }

  /** The longest the loop was held up since `atMs` of performance.now(), milliseconds. */
  longestSince(atMs: number): number {
    return Math.round(
      Math.max(0, ...this.#samples.filter((sample) => sample.atMs >= atMs).map((sample) => sample.lagMs)),
    );
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
