import type { Tier } from '../check.ts';
import type { ProfileSummary } from '../summary.ts';

const ORDER: readonly Tier[] = ['T0', 'T1', 'T2'];

/** `T0 14 of 14 · T1 0 of 6 · T2 0 of 3`: the figures of a headline by what deciding took. */
export function tierFigures({ tiers }: Pick<ProfileSummary, 'tiers'>): string {
  return ORDER.flatMap((tier) => {
    const { verified, applicable } = tiers[tier] ?? {};
    return applicable === undefined ? [] : [`${tier} ${verified} of ${applicable}`];
  }).join(' · ');
}
