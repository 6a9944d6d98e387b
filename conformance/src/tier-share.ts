import type { Profile } from '@agentwire/generated/model';
import { type CheckPlan, type Tier, tierOf } from './check.ts';

/** What each tier takes, in the words of every output. */
export const TIERS: Record<Tier, string> = {
  T0: 'a URL and one identity',
  T1: 'another identity, `emit`, a project or a fixture',
  T2: 'time, the process or `kick`',
};

export const TIER_LEGEND = Object.entries(TIERS)
  .map(([tier, takes]) => `${tier} takes ${takes}`)
  .join(', ');

/**
 * How much of a profile a URL and one identity decide. The unit is the MUST of a server that a check decides, and it
 * counts once however many checks that are; it is T0 when one of its T0 checks decides it alone.
 */
export interface TierShare {
  musts: number;
  /** Those among them that take no more. */
  t0: number;
  /** Checks that decide one of them, and those that take no more. */
  checks: { all: number; t0: number };
}

export function tierShare(profile: Profile, checks: readonly CheckPlan[]): TierShare {
  const checked = new Set(checks.flatMap(({ requirements }) => requirements));
  const musts = profile.requirements.filter(
    ({ id, party, level, excused }) =>
      party === 'server' && level.startsWith('MUST') && excused === undefined && checked.has(id),
  );
  const ids = new Set(musts.map(({ id }) => id));
  const deciding = checks.filter(({ requirements }) => requirements.some((id) => ids.has(id)));
  return {
    musts: musts.length,
    t0: musts.filter(({ needs }) => tierOf(needs) === 'T0').length,
    checks: { all: deciding.length, t0: deciding.filter(({ needs }) => tierOf(needs) === 'T0').length },
  };
}

export function tierShareLine(profile: Profile, checks: readonly CheckPlan[]): string {
  const { t0, musts, checks: deciding } = tierShare(profile, checks);
  const percent = Math.round((100 * t0) / Math.max(1, musts));
  return (
    `${profile.id}: ${TIERS.T0} (T0) decide ${t0} of ${musts} MUST, ${percent} %; ` +
    `${deciding.t0} of the ${deciding.all} checks that decide one are T0`
  );
}
