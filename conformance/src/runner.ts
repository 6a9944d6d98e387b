import { setTimeout as sleep } from 'node:timers/promises';
import { playJob } from './attempt.ts';
import { Blockade } from './blockade.ts';
import type { CheckOutcome } from './check.ts';
import type { Job, Phase } from './plan.ts';
import { Locks, pool } from './pool.ts';
import type { RunOptions } from './run-options.ts';
import { shuffled } from './shuffle.ts';

export interface RunResult {
  outcomes: CheckOutcome[];
  /** What the reader must know about the run as a whole. */
  notes: string[];
}

/** How long the end of a process may take to be noticed after its sockets closed, milliseconds. */
const NOTICE_MS = 150;

/**
 * Runs jobs in their phases, in an order that the seed decides; every check gets an outcome. When the
 * subject's process ends by itself it is started again, and each check that was under way is played once
 * more alone, so that the one which ends the process is known.
 */
export async function runJobs(options: RunOptions): Promise<RunResult> {
  const run = new Run(options);
  const order = shuffled(options.jobs, options.seed);
  const isReal = (job: Job): boolean => job.phase === 'time' && options.given(job.profile).clock === 'real';
  const phase = (name: Phase): Job[] => order.filter((job) => job.phase === name && !isReal(job));

  await pool(phase('gate'), options.workers, run.play);
  const waiting = Promise.all(order.filter(isReal).map(run.play));
  waiting.catch(() => {});
  await pool(phase('parallel'), options.workers, run.play);
  await pool(phase('limit'), 1, run.play);
  await waiting;
  await pool(phase('time'), 1, run.play);
  await pool(run.suspects, 1, run.playSuspect);
  return { outcomes: run.outcomes, notes: run.notes };
}

class Run {
  readonly outcomes: CheckOutcome[] = [];
  readonly notes: string[] = [];
  /** Checks that were under way when the subject's process ended. */
  readonly suspects: Job[] = [];

  readonly #options: RunOptions;
  readonly #blockade = new Blockade();
  readonly #locks = new Locks();

  constructor(options: RunOptions) {
    this.#options = options;
  }

  readonly play = async (job: Job): Promise<void> => {
    const locks = job.locks.map((lock) => `${job.profile} ${lock}`);
    const { done, died } = await this.#locks.hold(locks, () => this.#watched(job));
    if (died) this.suspects.push(...job.checks.map((check) => job.only([check.id])));
    else this.#settle(job, done);
  };

  readonly playSuspect = async (job: Job): Promise<void> => {
    const { done, died } = await this.#watched(job);
    if (died)
      this.notes.push(`${this.#options.life.died() ?? 'the subject ended by itself'}, during ${job.checks[0]?.id}`);
    this.#settle(job, done);
  };

  /** Plays a job and tells whether the subject's process has ended meanwhile. */
  async #watched(job: Job): Promise<{ done: CheckOutcome[]; died: boolean }> {
    const { life } = this.#options;
    await life.revive();
    const before = life.deaths();
    const done = await playJob(job, this.#options, this.#blockade.reason(job.profile));
    if (done.some(wentWrong)) await sleep(NOTICE_MS);
    return { done, died: life.deaths() !== before };
  }

  #settle(job: Job, done: readonly CheckOutcome[]): void {
    this.#blockade.learn(job, done);
    for (const outcome of done) {
      this.outcomes.push(outcome);
      this.#options.onDone?.(outcome);
    }
  }
}

/** Whether a check that was played did not simply pass. */
const wentWrong = (outcome: CheckOutcome): boolean =>
  outcome.transcript.length > 0 && outcome.decisions.some((decision) => !decision.outcome.startsWith('pass'));
