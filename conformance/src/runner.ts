import { setTimeout as sleep } from 'node:timers/promises';
import { playJob } from './attempt.ts';
import { Blockade } from './blockade.ts';
import type { CheckOutcome } from './check.ts';
import { confirm } from './confirm.ts';
import type { Job, Phase } from './job.ts';
import { Locks, pool } from './pool.ts';
import { survivalOf } from './protocol.ts';
import type { RunOptions } from './run-options.ts';
import { shuffled } from './shuffle.ts';
import {
  type Certainty,
  candidates,
  crash,
  type Ended,
  type Ending,
  harmless,
  interrupted,
  isDoubtful,
  lastSpeaker,
  suspect,
  unplayed,
} from './survival.ts';

export interface RunResult {
  outcomes: CheckOutcome[];
  /** Every time the subject ended by itself. */
  ended: Ended[];
}

/**
 * Runs jobs in their phases, in an order that the seed decides; every check gets an outcome. When the
 * subject ends by itself it is started again where the kit can do so, and each check that was under way is
 * played once more alone, so that the one which ends it is known; otherwise the frames tell.
 */
export async function runJobs(options: RunOptions): Promise<RunResult> {
  const run = new Run(options);
  const order = shuffled(options.jobs, options.seed);
  const waits = ({ checks }: Job): boolean => checks.some(({ needs }) => needs.includes('time'));
  const isReal = (job: Job): boolean =>
    job.phase === 'time' && waits(job) && options.given(job.profile).clock === 'real';
  const phase = (name: Phase): Job[] => order.filter((job) => job.phase === name && !isReal(job));

  await pool(phase('gate'), options.workers, run.play);
  const waiting = Promise.all(order.filter(isReal).map(run.play));
  waiting.catch(() => {});
  await pool(phase('parallel'), options.workers, run.play);
  await pool(phase('limit'), 1, run.play);
  await waiting;
  await pool(phase('time'), 1, run.play);
  await run.conclude();
  return { outcomes: run.outcomes, ended: run.ended };
}

/** How long the subject may take to end after the last frame, milliseconds. */
const SETTLE_MS = 150;
/** How long playing again may take after the shortest run, milliseconds. */
const LEAST_BUDGET_MS = 10_000;
/** The same as a share of what the run has taken. */
const BUDGET = 0.5;

/** A check that was under way when the subject ended. */
interface UnderWay {
  job: Job;
  outcome: CheckOutcome;
}

class Run {
  outcomes: CheckOutcome[] = [];
  readonly ended: Ended[] = [];

  readonly #options: RunOptions;
  readonly #blockade = new Blockade();
  readonly #locks = new Locks();
  readonly #accidents = new Map<Ending, UnderWay[]>();
  /** Endings for which a check was blamed. */
  readonly #told = new Set<Ending>();
  /** The job of each check. */
  readonly #jobs = new Map<string, Job>();
  readonly #startedMs = performance.now();

  constructor(options: RunOptions) {
    this.#options = options;
  }

  readonly play = async (job: Job): Promise<void> => {
    const locks = job.locks.map((lock) => `${job.profile} ${lock}`);
    const { done, ending } = await this.#locks.hold(locks, () => this.#watched(job));
    if (ending === undefined) return this.#settle(job, done);
    const [doubtful, sure] = [done.filter(isDoubtful), done.filter((outcome) => !isDoubtful(outcome))];
    this.#settle(job, sure);
    const underWay = this.#accidents.get(ending) ?? [];
    this.#accidents.set(ending, [...underWay, ...doubtful.map((outcome) => ({ job, outcome }))]);
  };

  /** Finds out about every accident, and whether the subject has lived to the end. */
  async conclude(): Promise<void> {
    const { life } = this.#options;
    for (const [ending, underWay] of this.#accidents) await this.#explain(ending, underWay);
    await this.#confirm();
    await sleep(SETTLE_MS);
    await life.look();
    for (const ending of life.endings()) if (!this.#told.has(ending)) this.#blameLast(ending);
    for (const outcome of this.outcomes) this.#survived(outcome);
  }

  /**
   * Plays a job and tells how the subject has ended meanwhile, if it has. What the end of the subject could
   * have made is believed only after the subject was seen alive, so the look begins when the job is over.
   */
  async #watched(job: Job): Promise<{ done: CheckOutcome[]; ending: Ending | undefined }> {
    const { life } = this.#options;
    await life.revive();
    if (life.gone()) return { done: job.checks.map(unplayed), ending: undefined };
    const before = life.endings().length;
    const done = await playJob(job, this.#options, this.#blockade.reason(job.profile));
    if (done.some(isDoubtful)) await life.look();
    return { done, ending: life.endings()[before] };
  }

  /** Plays what failed beside others once more, for as long as it is worth. */
  async #confirm(): Promise<void> {
    const crashed = new Set(this.ended.map(({ requirement }) => requirement));
    const isTold = ({ decisions }: CheckOutcome): boolean =>
      decisions.some(({ requirement, outcome }) => outcome === 'fail' && crashed.has(requirement));
    const accidents: { ending: Ending; underWay: UnderWay[] }[] = [];
    this.outcomes = await confirm({
      outcomes: this.outcomes,
      profile: this.#options.profile,
      jobOf: (outcome) => {
        const job = this.#jobs.get(outcome.check.id);
        const isBlocked = this.#blockade.reason(outcome.check.profile) !== undefined;
        return job && !job.ownProcess && job.phase !== 'time' && !isBlocked && !isTold(outcome) ? job : undefined;
      },
      play: async (jobs) => {
        this.#options.onAgain?.(jobs.flatMap(({ checks }) => checks));
        const played = await Promise.all(jobs.map(async (job) => ({ job, ...(await this.#watched(job)) })));
        const [ending] = played.flatMap((one) => one.ending ?? []);
        const underWay = played.flatMap(({ job, done }) => done.map((outcome) => ({ job, outcome })));
        if (ending) accidents.push({ ending, underWay });
        return ending || this.#options.life.gone() ? undefined : underWay.map(({ outcome }) => outcome);
      },
      budgetMs: this.#options.againMs ?? Math.max(LEAST_BUDGET_MS, BUDGET * (performance.now() - this.#startedMs)),
    });
    for (const { ending, underWay } of accidents) await this.#explain(ending, underWay);
  }

  #survival(profile: string): string | undefined {
    return survivalOf(this.#options.profile(profile));
  }

  /** Plays all that was under way once more, each check alone; what cannot be played is blamed by its frames. */
  async #explain(ending: Ending, underWay: readonly UnderWay[]): Promise<void> {
    const { life } = this.#options;
    const left: UnderWay[] = [];
    const replayed = new Map<UnderWay, { job: Job; outcome: CheckOutcome }>();
    for (const one of underWay) {
      const job = one.job.only([one.outcome.check.id]);
      const { done, ending: next } = await this.#watched(job);
      const [outcome = one.outcome] = done;
      if (next) this.#blame({ job, outcome }, { ending: next, explains: ending, certainty: 'again' });
      else if (life.gone()) left.push(one);
      else replayed.set(one, { job, outcome });
    }
    const among = candidates(underWay.map(({ outcome }) => outcome));
    const likeliest = this.#told.has(ending) ? undefined : suspect(among, this.#known());
    for (const one of [...left, ...replayed.keys()]) {
      const again = replayed.get(one);
      if (one.outcome === likeliest) {
        const alone = again ? ('not-again' as const) : ('not-tried' as const);
        const certainty = among.length === 1 && !again ? 'only' : { among, alone };
        this.#blame(one, { ending, explains: ending, certainty });
      } else this.#settle(one.job, [again?.outcome ?? interrupted(one.outcome)]);
    }
  }

  /** Frames that have not ended the subject. */
  #known(): Set<string> {
    const underWay = [...this.#accidents.values()].flat().map(({ outcome }) => outcome);
    return harmless([...this.outcomes, ...underWay]);
  }

  /** @param found the ending that was seen, the one that it explains, and how sure the kit is */
  #blame({ job, outcome }: UnderWay, found: { ending: Ending; explains: Ending; certainty: Certainty }): void {
    const { ending, explains, certainty } = found;
    const requirement = this.#survival(job.profile);
    const told = crash(outcome, ending, { requirement, certainty, known: this.#known() });
    this.#told.add(ending).add(explains);
    this.ended.push(told.ended);
    this.#settle(job, [told.outcome]);
  }

  /** The subject ended when no frame was under way: the last one of all is the one to name. */
  #blameLast(ending: Ending): void {
    const culprit = lastSpeaker(this.outcomes);
    if (!culprit) return;
    const requirement = this.#survival(culprit.check.profile);
    const told = crash(culprit, ending, { requirement, certainty: 'before', known: this.#known() });
    this.ended.push(told.ended);
    this.outcomes[this.outcomes.indexOf(culprit)] = told.outcome;
  }

  /** What a check that was played says of survival, once the run is over. */
  #survived(outcome: CheckOutcome): void {
    const requirement = this.#survival(outcome.check.profile);
    if (requirement === undefined || !outcome.check.requirements.includes(requirement)) return;
    if (outcome.decisions.some((decision) => decision.requirement === requirement)) return;
    outcome.decisions.push({ requirement, outcome: 'pass', reason: '' });
  }

  /** Takes outcomes in; a later one of the same check counts. */
  #settle(job: Job, done: readonly CheckOutcome[]): void {
    this.#blockade.learn(job, done);
    const later = new Set(done.map(({ check }) => check.id));
    if (done.some(({ check }) => this.#jobs.has(check.id)))
      this.outcomes = this.outcomes.filter(({ check }) => !later.has(check.id));
    for (const outcome of done) {
      this.#jobs.set(outcome.check.id, job);
      this.outcomes.push(outcome);
      this.#options.onDone?.(outcome);
    }
  }
}
