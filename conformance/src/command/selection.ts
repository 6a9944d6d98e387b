import type { Requirement } from '@agentwire/generated/model';
import type { CheckOutcome, CheckPlan } from '../check.ts';
import { globs } from '../glob.ts';
import type { Job } from '../job.ts';
import { suggestion } from '../nearest.ts';
import type { RunResult } from '../runner.ts';
import type { TestFlags } from './flags.ts';

/** What --only and --skip leave. */
export interface Selection {
  partial: boolean;
  jobs(planned: Job[]): Job[];
  /** Requirements that the report is about; a crash cannot be left out. */
  requirement(result: RunResult): (requirement: Requirement) => boolean;
}

export function selectionOf(flags: TestFlags): Selection {
  const only = flags.only ? globs(flags.only) : () => true;
  const skip = flags.skip ? globs(flags.skip) : () => false;
  const wants = (check: CheckPlan): boolean => {
    const about = [check.id, ...check.requirements];
    const madeFor = check.kind === 'derived' ? check.requirements.slice(0, 1) : check.requirements;
    return about.some(only) && !skip(check.id) && !(madeFor.length > 0 && madeFor.every(skip));
  };
  return {
    partial: flags.only !== undefined || flags.skip !== undefined,
    jobs: (planned) =>
      planned.flatMap((job) => {
        const checks = job.checks.filter(wants);
        return checks.length === 0
          ? []
          : [job.checks.length === checks.length ? job : job.only(checks.map((check) => check.id))];
      }),
    requirement: ({ outcomes, ended }) => {
      const crashed = new Set(ended.map(({ requirement }) => requirement));
      const shown = new Set(
        outcomes.filter(({ check }) => flags.only === undefined || only(check.id)).flatMap(shownBy),
      );
      const wanted = (id: string): boolean => (flags.only === undefined || only(id) || shown.has(id)) && !skip(id);
      return ({ id }) => crashed.has(id) || wanted(id);
    },
  };
}

/** What a check that was asked for is about, and what it has seen broken on the way. */
const shownBy = ({ check, decisions }: CheckOutcome): string[] => [
  ...check.requirements,
  ...decisions.filter(({ outcome }) => outcome === 'fail').map(({ requirement }) => requirement),
];

/** Says that nothing is left, and what may have been meant. */
export function nothingSelected(flags: TestFlags, planned: readonly Job[]): string {
  const ids = planned
    .flatMap((job) => job.checks.flatMap((check) => [check.id, ...check.requirements]))
    .flatMap(prefixes);
  const asked = [...(flags.only ?? []), ...(flags.skip ?? []).map((glob) => `not ${glob}`)].join(', ');
  return `nothing is selected by ${asked}.${suggestion(flags.only?.[0] ?? '', [...new Set(ids)])} The command list shows all ids`;
}

/** `a`, `a/b` and `a/b/c` of `a/b/c`. */
const prefixes = (id: string): string[] => id.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
