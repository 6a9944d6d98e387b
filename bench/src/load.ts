import { performance } from 'node:perf_hooks';
import { nowNs } from './clock.ts';

/** How busy a process of the harness was during a phase. */
export interface ProcessLoad {
  /** User and system time of all its threads, nanoseconds. */
  cpuNs: number;
  wallNs: number;
  /** Share of the time in which its event loop was not idle, 0 to 1. */
  loopUtilisation: number;
}

/** Measures the process that it is in, from its making or the last `restart`. */
export class LoadMeter {
  #cpu = process.cpuUsage();
  #startNs = nowNs();
  #loop = performance.eventLoopUtilization();

  restart(): void {
    this.#cpu = process.cpuUsage();
    this.#startNs = nowNs();
    this.#loop = performance.eventLoopUtilization();
  }

  read(): ProcessLoad {
    const { user, system } = process.cpuUsage(this.#cpu);
    return {
      cpuNs: (user + system) * 1000,
      wallNs: nowNs() - this.#startNs,
      loopUtilisation: performance.eventLoopUtilization(this.#loop).utilization,
    };
  }
}
