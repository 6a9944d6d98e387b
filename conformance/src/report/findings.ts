import type { CheckReport, DecisionReport, Report, RequirementReport } from './report.ts';

/** A check, and its decision that gave a requirement its verdict. */
export interface Finding {
  check: CheckReport;
  decision: DecisionReport;
}

/** What gave a requirement its verdict, the most telling first. */
export function findingsOf(requirement: RequirementReport, report: Pick<Report, 'checks'>): Finding[] {
  return report.checks
    .flatMap((check) => {
      const decision = decisive(check, requirement);
      return decision ? [{ check, decision }] : [];
    })
    .sort((left, right) => weight(left) - weight(right));
}

function decisive(check: CheckReport, requirement: RequirementReport): DecisionReport | undefined {
  const wanted = requirement.accepted?.verdict ?? requirement.verdict;
  const giving = check.decisions.filter(
    (decision) => decision.requirement === requirement.id && decision.verdict === wanted,
  );
  return giving.find((decision) => !decision.observed) ?? giving[0];
}

/** A run of its own is evidence without anything of others; a scenario about the requirement tells more than what was seen in passing. */
function weight({ check, decision }: Finding): number {
  return (
    (check.alone ? 0 : 8) +
    (check.requirements.includes(decision.requirement) ? 0 : 4) +
    (check.kind === 'scenario' ? 0 : 2) +
    (decision.observed ? 1 : 0)
  );
}

/** Where a finding was made: the check, and the place in it. */
export const placeOf = ({ check, decision }: Finding): string =>
  [...(check.kind === 'observed' ? [] : [check.id]), ...(decision.at ? [decision.at] : [])].join(', ');
