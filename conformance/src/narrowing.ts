import type { CheckOutcome } from './check.ts';
import type { Job } from './job.ts';

export interface Replays {
  /** The job of a check that may be played again; undefined where that cannot be, or would take too long. */
  jobOf(outcome: CheckOutcome): Job | undefined;
  /** Plays jobs beside each other and nothing else; undefined when the subject has ended over it. */
  play(jobs: readonly Job[]): Promise<CheckOutcome[] | undefined>;
  /** How long all of it may take, milliseconds. */
  budgetMs: number;
}

/** What to look for among what was played again. */
export type Look<T> = (again: readonly CheckOutcome[]) => T | undefined;

/** What was found, and the checks that show it. */
export interface Shown<T> {
  found: T;
  played: readonly CheckOutcome[];
}

/** Plays checks again to find out which of them show something; as few as will do. */
export class Narrowing {
  readonly #replays: Replays;
  readonly #deadlineMs: number;
  #ended = false;

  constructor(replays: Replays) {
    this.#replays = replays;
    this.#deadlineMs = performance.now() + replays.budgetMs;
  }

  isPlayable(outcome: CheckOutcome): boolean {
    return this.#replays.jobOf(outcome) !== undefined;
  }

  /** Checks that share connections together, the quickest first. */
  byJob(outcomes: readonly CheckOutcome[]): CheckOutcome[][] {
    const durationMs = (group: readonly CheckOutcome[]): number => group.reduce((sum, one) => sum + one.durationMs, 0);
    const groups = [...Map.groupBy(outcomes, (outcome) => this.#replays.jobOf(outcome)).values()];
    return groups.sort((one, other) => durationMs(one) - durationMs(other));
  }

  /** Plays checks beside each other; undefined when time is up or the subject has ended. */
  async play(outcomes: readonly CheckOutcome[]): Promise<CheckOutcome[] | undefined> {
    if (this.#ended || performance.now() > this.#deadlineMs) return undefined;
    const byJob = Map.groupBy(outcomes, (outcome) => this.#replays.jobOf(outcome) as Job);
    const again = await this.#replays.play(
      [...byJob].map(([job, some]) => job.only(some.map(({ check }) => check.id))),
    );
    this.#ended = again === undefined;
    return again;
  }

  /**
   * As few checks of one of these groups as show it.
   * @param fixed checks that are played with them
   */
  async find<T>(
    groups: readonly (readonly CheckOutcome[])[],
    look: Look<T>,
    fixed: readonly CheckOutcome[] = [],
  ): Promise<Shown<T> | undefined> {
    for (const group of groups) {
      const playable = group.filter((one) => this.isPlayable(one));
      const shown = playable.length === 0 ? undefined : await this.#narrowed(playable, look, fixed);
      if (shown) return shown;
    }
    return undefined;
  }

  async #narrowed<T>(
    checks: readonly CheckOutcome[],
    look: Look<T>,
    fixed: readonly CheckOutcome[],
  ): Promise<Shown<T> | undefined> {
    const played = [...new Set([...fixed, ...checks])];
    const again = await this.play(played);
    const found = again && look(again);
    if (found === undefined) return undefined;
    const middle = Math.ceil(checks.length / 2);
    const halves = checks.length > 1 ? [checks.slice(0, middle), checks.slice(middle)] : [];
    return (await this.find(halves, look, fixed)) ?? { found, played };
  }
}
