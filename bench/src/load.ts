import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { nowNs } from './clock.ts';
import { ownWaitNs } from './cpu.ts';
import { Pacer } from './pacer.ts';

/** Not in step with the milliseconds of the loop. */
const wakesPerSecond = 770;

/** How busy a process of the harness was during a phase. */
export interface ProcessLoad {
  /** User and system time of all its threads, nanoseconds. */
  cpuNs: number;
  wallNs: number;
  /** Share of the time in which its event loop was not idle, 0 to 1. */
  loopUtilisation: number;
  /** Time for which its main thread could have run and had to wait for a core, nanoseconds; 0 without /proc. */
  waitedNs: number;
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
  #waitedNs = ownWaitNs();
  #loop = performance.eventLoopUtilization();
  readonly #delay = monitorEventLoopDelay({ resolution: 1 });

  restart(): void {
    this.#cpu = process.cpuUsage();
    this.#startNs = nowNs();
    this.#waitedNs = ownWaitNs();
    this.#loop = performance.eventLoopUtilization();
    this.#delay.reset();
  }

  read(): ProcessLoad {
    const { user, system } = process.cpuUsage(this.#cpu);
    return {
      cpuNs: (user + system) * 1000,
      wallNs: nowNs() - this.#startNs,
      waitedNs: ownWaitNs() - this.#waitedNs,
      loopUtilisation: performance.eventLoopUtilization(this.#loop).utilization,
      loopDelayMs: this.#delay.count === 0 ? 0 : this.#delay.percentile(99) / 1e6,
    };
  }

  /**
   * The load of a process that is left alone for so long, and woken as it will be in a run: timers of the loop are
   * whole milliseconds, so what wakes it between two of them makes the next one up to a millisecond late on any
   * machine. From then on its loop delay is watched, which costs a little.
   */
  async idle(ms: number): Promise<ProcessLoad> {
    this.#delay.enable();
    const schedule = { startNs: nowNs(), rate: wakesPerSecond, count: Math.ceil((wakesPerSecond * ms) / 1000) };
    const nothing = () => {};
    await new Pacer().run({ schedule, timeoutMs: 0, start: nothing, wake: nothing, begun: () => this.restart() });
    return this.read();
  }
}
