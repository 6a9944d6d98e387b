import { totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';

/** How the process fares, since the last measurement where it is about a time. */
export interface Figures {
  /** Percent of one core; more than 100 when several were busy. */
  cpuPercent: number;
  /** Resident memory. */
  memoryBytes: number;
  /** Of what it may have, 0 to 1: of the memory of machine or container, or of the heap, whichever is shorter. */
  memoryShare: number;
  /**
   * The longest that anything had to wait for the event loop. Not the mean: one long wait is one value
   * among many short ones, though it held up all that came meanwhile.
   */
  loopDelayMs: number;
}

export interface ProcessWatch {
  measure(): Figures;
  stop(): void;
}

/** How often the event loop is sounded. */
const soundingMs = 20;

/** Watches the own process from now on; its timer never keeps the process alive. */
export function watchProcess(): ProcessWatch {
  const loop = watchLoop();
  const memoryLimitBytes = Math.min(process.constrainedMemory() || Infinity, totalmem());
  let cpu = process.cpuUsage();
  let atMs = performance.now();

  const cpuPercent = (): number => {
    const { user, system } = process.cpuUsage(cpu);
    const nowMs = performance.now();
    // Virtual time may ask twice in no time.
    const elapsedMs = Math.max(1, nowMs - atMs);
    cpu = process.cpuUsage();
    atMs = nowMs;
    return ((user + system) / 1000 / elapsedMs) * 100;
  };

  return {
    measure() {
      const memoryBytes = process.memoryUsage.rss();
      const heap = getHeapStatistics();
      return {
        cpuPercent: cpuPercent(),
        memoryBytes,
        memoryShare: Math.max(memoryBytes / memoryLimitBytes, heap.used_heap_size / heap.heap_size_limit),
        loopDelayMs: loop.takeLongestMs(),
      };
    },
    stop: loop.stop,
  };
}

/**
 * Sounds the event loop with a timer. `monitorEventLoopDelay` of Node would be cheaper, but forgets
 * what happens between a reset and its next sounding.
 */
function watchLoop(): { takeLongestMs(): number; stop(): void } {
  let longestMs = 0;
  let atMs = performance.now();
  const sound = (): void => {
    const nowMs = performance.now();
    longestMs = Math.max(longestMs, nowMs - atMs - soundingMs);
    atMs = nowMs;
  };
  const timer = setInterval(sound, soundingMs).unref();
  return {
    takeLongestMs() {
      // A sounding may be overdue; one that is not due yet goes on undisturbed.
      const overdueMs = performance.now() - atMs - soundingMs;
      const tookMs = Math.max(longestMs, overdueMs);
      longestMs = 0;
      return tookMs;
    },
    stop: () => clearInterval(timer),
  };
}
