import type { Verdict } from '../verdict.ts';
import type { Report, RequirementReport } from './report.ts';

const OPEN: readonly Verdict[] = ['UNTESTABLE', 'INCONCLUSIVE'];

/** Requirements that stay open for one reason. */
export interface Undecided {
  verdict: Verdict;
  reason: string;
  members: RequirementReport[];
}

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
