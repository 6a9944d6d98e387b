import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { nowNs } from './clock.ts';

/** How busy a process of the harness was during a phase. */
export interface ProcessLoad {
  /** User and system time of all its threads, nanoseconds. */
  cpuNs: number;
  wallNs: number;
  /** Share of the time in which its event loop was not idle, 0 to 1. */
  loopUtilisation: number;
  /**
   * How late a timer of 1 ms came, p99, milliseconds, that millisecond included; 0 where nobody asked for it by
   * `idle`.
   */
  loopDelayMs: number;
}

/** Measures the process that it is in, from its making or the last `restart`. */
export class LoadMeter {
  #cpu = process.cpuUsage();
  #startNs = nowNs();
  #loop = performance.eventLoopUtilization();
  readonly #delay = monitorEventLoopDelay({ resolution: 1 });

  restart(): void {
    this.#cpu = process.cpuUsage();
    this.#startNs = nowNs();
    this.#loop = performance.eventLoopUtilization();
    this.#delay.reset();
  }

  read(): ProcessLoad {
    const { user, system } = process.cpuUsage(this.#cpu);
    return {
      cpuNs: (user + system) * 1000,
      wallNs: nowNs() - this.#startNs,
      loopUtilisation: performance.eventLoopUtilization(this.#loop).utilization,
      loopDelayMs: this.#delay.count === 0 ? 0 : this.#delay.percentile(99) / 1e6,
    };
  }

  /**
   * The load of a process that is left alone for so long. From then on its loop delay is watched, which costs a
   * little.
   */
  async idle(ms: number): Promise<ProcessLoad> {
    this.#delay.enable();
    this.restart();
    await sleep(ms);
    return this.read();
  }
}
