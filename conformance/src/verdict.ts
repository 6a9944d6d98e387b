import type { Requirement, RequirementLevel } from '@agentwire/generated/model';
import type { Outcome } from './check.ts';

export type Verdict =
  | 'PASS'
  | 'PASS_NON_STRICT'
  | 'FAIL'
  | 'WARN'
  /** Broken, and the baseline accepts it. */
  | 'KNOWN_FAIL'
  /** Broken this time, and the baseline says that it comes and goes. */
  | 'KNOWN_FLAKY'
  | 'INFO'
  | 'NOT_APPLICABLE'
  | 'UNTESTABLE'
  | 'INCONCLUSIVE';

/** The worst first: a requirement's verdict is the first of these that one of its checks gave. */
export const SEVERITY: readonly Verdict[] = [
  'FAIL',
  'WARN',
  'KNOWN_FAIL',
  'KNOWN_FLAKY',
  'INFO',
  'INCONCLUSIVE',
  'UNTESTABLE',
  'PASS_NON_STRICT',
  'PASS',
  'NOT_APPLICABLE',
];

export function worst(verdicts: readonly Verdict[]): Verdict | undefined {
  return SEVERITY.find((verdict) => verdicts.includes(verdict));
}

/** What breaking a requirement is worth. */
const BROKEN: Record<RequirementLevel, Verdict> = {
  MUST: 'FAIL',
  'MUST NOT': 'FAIL',
  SHOULD: 'WARN',
  'SHOULD NOT': 'WARN',
  MAY: 'INFO',
};

const OTHERWISE: Record<Exclude<Outcome, 'fail'>, Verdict> = {
  pass: 'PASS',
  'pass-non-strict': 'PASS_NON_STRICT',
  untestable: 'UNTESTABLE',
  inconclusive: 'INCONCLUSIVE',
  'not-offered': 'NOT_APPLICABLE',
};

/** Whether a requirement binds the subject: our own decisions bind only those who follow them. */
export function binds(requirement: Pick<Requirement, 'basis'>, subject: { follows: boolean }): boolean {
  return requirement.basis !== 'proposed' || subject.follows;
}

/** The severity comes from the requirement alone, never from the check; what a subject says that it has, it must have. */
export function verdictOf(outcome: Outcome, requirement: Requirement, subject: { follows: boolean }): Verdict {
  if (outcome !== 'fail') return OTHERWISE[outcome];
  if (!binds(requirement, subject)) return 'INFO';
  const isPromised = requirement.level === 'MAY' && requirement.needs.some((need) => need.startsWith('capability:'));
  return isPromised ? 'FAIL' : BROKEN[requirement.level];
}
