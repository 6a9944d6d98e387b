import { Worker } from 'node:worker_threads';
import { nowNs } from './clock.ts';
import type { Schedule } from './schedule.ts';
import type { TickerTask } from './ticker.ts';

/** Wakes its owner when something of a schedule is due; one schedule at a time. */
export class Pacer {
  readonly #ticker = new Worker(new URL('./ticker.ts', import.meta.url));

  constructor() {
    this.#ticker.unref();
  }

  /**
   * Calls `wake` whenever something has become due; settles when told so, or `timeoutMs` after the last of the
   * schedule.
   */
  async run(options: {
    schedule: Schedule;
    timeoutMs: number;
    /** Called once with what ends the run. */
    start(finish: () => void): void;
    wake(): void;
    /** Called at t0. */
    begun(): void;
  }): Promise<void> {
    const { schedule, timeoutMs, start, wake, begun } = options;
    const stop = new SharedArrayBuffer(4);
    const untilStartMs = (schedule.startNs - nowNs()) / 1e6;
    const begin = setTimeout(begun, untilStartMs);
    let deadline: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      deadline = setTimeout(resolve, untilStartMs + (schedule.count / schedule.rate) * 1000 + timeoutMs);
      start(resolve);
      this.#ticker.on('message', wake);
      this.#ticker.postMessage({ ...schedule, stop } satisfies TickerTask);
    });
    clearTimeout(begin);
    clearTimeout(deadline);
    this.#ticker.off('message', wake);
    Atomics.store(new Int32Array(stop), 0, 1);
    Atomics.notify(new Int32Array(stop), 0);
  }
}
