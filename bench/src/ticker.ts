import { parentPort } from 'node:worker_threads';
import { nowNs } from './clock.ts';
import { keepUpWithMainThread } from './real-time.ts';
import { intendedNs, type Schedule } from './schedule.ts';

/** A schedule, and a flag that ends it when it is set to 1 and notified. */
export interface TickerTask extends Schedule {
  stop: SharedArrayBuffer;
}

/**
 * Entry of a thread that wakes the publisher when a publication is due. Timers of the event loop are
 * whole milliseconds; a futex with a time-out is exact to some 50 µs and costs nothing while it waits.
 */
keepUpWithMainThread();
parentPort?.on('message', ({ stop, ...schedule }: TickerTask) => {
  const flag = new Int32Array(stop);
  let k = 0;
  while (k < schedule.count && Atomics.load(flag, 0) === 0) {
    const waitNs = intendedNs(schedule, k) - nowNs();
    if (waitNs > 0) {
      Atomics.wait(flag, 0, 0, waitNs / 1e6);
      continue;
    }
    // First, because what falls due after the message was taken needs another one.
    while (k < schedule.count && intendedNs(schedule, k) <= nowNs()) k++;
    parentPort?.postMessage(k);
  }
});
