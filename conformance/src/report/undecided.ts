import type { Verdict } from '../verdict.ts';
import type { Report, RequirementReport } from './report.ts';

const OPEN: readonly Verdict[] = ['UNTESTABLE', 'INCONCLUSIVE'];

/** Requirements that stay open for one reason. */
export interface Undecided {
  verdict: Verdict;
  reason: string;
  members: RequirementReport[];
}

/** Whether a run was in vain: requirements are open, and not one is decided. */
export const isInVain = ({ requirements }: Pick<Report, 'requirements'>): boolean =>
  requirements.some(({ verdict }) => OPEN.includes(verdict)) &&
  requirements.every(({ verdict }) => OPEN.includes(verdict) || verdict === 'NOT_APPLICABLE');

export const IN_VAIN = 'nothing was decided';

/** What was not decided, gathered by what is missing; what opens most comes first. */
export function undecidedOf({ requirements }: Pick<Report, 'requirements'>): Undecided[] {
  const open = requirements.filter(({ verdict }) => OPEN.includes(verdict));
  const groups = Map.groupBy(open, ({ verdict, reason }) => JSON.stringify([verdict, reason]));
  return [...groups.values()]
    .map((members): Undecided => {
      const [{ verdict, reason }] = members as [RequirementReport];
      return { verdict, reason, members };
    })
    .sort((left, right) => right.members.length - left.members.length);
}
