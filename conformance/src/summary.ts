import type { Requirement } from '@agentwire/generated/model';
import { type Tier, tierOf } from './check.ts';
import { binds, type Verdict } from './verdict.ts';

export interface ProfileSummary {
  id: string;
  title: string;
  /** Address that was judged. */
  url: string;
  /** N: MUST and MUST NOT that hold. */
  verified: number;
  /** M: MUST and MUST NOT that bind this subject. */
  applicable: number;
  /** N and M by what deciding takes. */
  tiers: Partial<Record<Tier, { verified: number; applicable: number }>>;
  /** Only when N = M. */
  conformant: boolean;
  /** Requirements by verdict. */
  verdicts: Partial<Record<Verdict, number>>;
}

export interface Judged {
  requirement: Requirement;
  verdict: Verdict;
}

/** Whether a requirement counts among the applicable MUSTs: it binds, is not excused, and applies. */
export function counts({ requirement, verdict }: Judged, subject: { follows: boolean }): boolean {
  return (
    requirement.level.startsWith('MUST') &&
    requirement.party === 'server' &&
    requirement.excused === undefined &&
    verdict !== 'NOT_APPLICABLE' &&
    binds(requirement, subject)
  );
}

export const holds = (verdict: Verdict): boolean => verdict === 'PASS' || verdict === 'PASS_NON_STRICT';

export function summarise(
  profile: { id: string; title: string; url: string },
  judged: readonly Judged[],
  subject: { follows: boolean },
): ProfileSummary {
  const musts = judged.filter((one) => counts(one, subject));
  const verified = musts.filter((one) => holds(one.verdict)).length;
  const tiers: ProfileSummary['tiers'] = {};
  for (const { requirement, verdict } of musts) {
    const tier = tierOf(requirement.needs);
    const { verified: held, applicable } = tiers[tier] ?? { verified: 0, applicable: 0 };
    tiers[tier] = { verified: held + (holds(verdict) ? 1 : 0), applicable: applicable + 1 };
  }
  const verdicts: Partial<Record<Verdict, number>> = {};
  for (const { verdict } of judged) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  return {
    ...profile,
    verified,
    applicable: musts.length,
    tiers,
    conformant: musts.length > 0 && verified === musts.length,
    verdicts,
  };
}
