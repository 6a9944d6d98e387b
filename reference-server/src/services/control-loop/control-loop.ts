import type { Clock, Timer } from '../../clock.ts';
import { ProtocolError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Engine } from '../generation/engine.ts';
import { type CycleEvent, type Models, type Observation, runCycle } from './cycle.ts';

export interface LoopSettings {
  models: Models;
  /** From the beginning of a cycle to that of the next, at least. */
  cycleIntervalMs: number;
  /** Cycles of the whole loop; no end without. */
  maxCycles?: number;
}

/** A step of a cycle, or that it broke off. */
export type LoopEvent = CycleEvent | { kind: 'failed' };

/** Where the agent of a loop is now. */
export interface Listener {
  /** Told of every step of every cycle, and of which loop; never throws. */
  report: (event: LoopEvent, id: string) => void;
  /** Aborted when it is there no more. */
  ended: AbortSignal;
}

export interface LoopOptions {
  id: string;
  /** Whose loop it is. */
  agentId: string;
  settings: LoopSettings;
  engine: Engine;
  clock: Clock;
  log: Log;
  listener: Listener;
}

/** Takes observations and runs a cycle for each, one after another. */
export class ControlLoop {
  readonly id: string;
  readonly agentId: string;
  readonly settings: LoopSettings;
  /** Told from now on, of what has begun before as well. */
  listener: Listener;
  readonly #options: LoopOptions;
  readonly #stopping = new AbortController();
  readonly #waiting: Observation[] = [];
  /** Cycles that have begun or will. */
  #cycles = 0;
  #isRunning = false;
  #pause: Timer | undefined;

  constructor(options: LoopOptions) {
    this.id = options.id;
    this.agentId = options.agentId;
    this.settings = options.settings;
    this.listener = options.listener;
    this.#options = options;
  }

  /** An observation that it took has not had its whole cycle. */
  get isBusy(): boolean {
    return this.#isRunning || this.#waiting.length > 0;
  }

  /**
   * @param limit how many observations may wait
   * @throws ProtocolError INVALID_REQUEST when all cycles are used up, LIMIT_EXCEEDED when too many wait
   */
  observe(observation: Observation, limit: number): void {
    const { maxCycles = Infinity } = this.settings;
    if (this.#cycles >= maxCycles) {
      throw new ProtocolError('INVALID_REQUEST', { details: `the control loop has had its ${maxCycles} cycles` });
    }
    if (this.#waiting.length >= limit) {
      throw new ProtocolError('LIMIT_EXCEEDED', { details: `observations that wait: at most ${limit}` });
    }
    this.#cycles++;
    this.#waiting.push(observation);
    this.#next();
  }

  /** Ends the cycle that runs; nothing is reported any more. */
  stop(): void {
    this.#stopping.abort();
    this.#pause?.cancel();
    this.#waiting.length = 0;
  }

  #next(): void {
    if (this.#isRunning || this.#pause) return;
    const observation = this.#waiting.shift();
    if (!observation) return;
    this.#isRunning = true;
    this.#run(observation, this.#options.clock.now());
  }

  async #run(observation: Observation, startMs: number): Promise<void> {
    const { engine, settings, clock, log, id } = this.#options;
    const { signal } = this.#stopping;
    const tell = (event: LoopEvent): void => {
      if (!signal.aborted) this.listener.report(event, id);
    };
    try {
      await runCycle({ engine, models: settings.models, observation, report: tell, signal });
    } catch (error) {
      if (!signal.aborted) log.error({ controlLoopId: id, err: error }, 'a control cycle failed');
      tell({ kind: 'failed' });
    }
    this.#isRunning = false;
    if (signal.aborted) return;
    const delayMs = startMs + settings.cycleIntervalMs - clock.now();
    if (delayMs > 0) this.#pause = clock.after(delayMs, () => this.#resume());
    else this.#next();
  }

  #resume(): void {
    this.#pause = undefined;
    this.#next();
  }
}
