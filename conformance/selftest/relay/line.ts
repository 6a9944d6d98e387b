/** Does one thing after the other, each so much later than it was asked for; at once where nothing is late. */
export class Line {
  readonly #delayMs: () => number;
  readonly #waiting: { dueMs: number; work: () => void }[] = [];

  constructor(delayMs: () => number) {
    this.#delayMs = delayMs;
  }

  do(work: () => void): void {
    const delayMs = this.#delayMs();
    if (delayMs === 0 && this.#waiting.length === 0) {
      work();
      return;
    }
    this.#waiting.push({ dueMs: performance.now() + delayMs, work });
    if (this.#waiting.length === 1) this.#wait();
  }

  #wait(): void {
    const [next] = this.#waiting;
    if (!next) return;
    setTimeout(
      () => {
        this.#waiting.shift();
        next.work();
        this.#wait();
      },
      Math.max(0, next.dueMs - performance.now()),
    );
  }
}
