import type { Profile } from '@agentwire/generated/model';
import { type CheckPlan, tierOf } from './check.ts';

/** How much of a profile a URL and one identity decide; its unit is the MUST of a server that has a check. */
export interface TierShare {
  musts: number;
  /** Those among them that take no more. */
  t0: number;
}

export function tierShare(profile: Profile, checks: readonly CheckPlan[]): TierShare {
  const checked = new Set(checks.flatMap(({ requirements }) => requirements));
  const musts = profile.requirements.filter(
    ({ id, party, level, excused }) =>
      party === 'server' && level.startsWith('MUST') && excused === undefined && checked.has(id),
  );
  return { musts: musts.length, t0: musts.filter(({ needs }) => tierOf(needs) === 'T0').length };
}
