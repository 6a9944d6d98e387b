import { model } from '@agentwire/generated/model';
import { expect, test } from 'vitest';
import { tierOf } from '../src/check.ts';
import { Judge } from '../src/judge.ts';
import { planProfile } from '../src/plan.ts';
import { tierShare, tierShareLine } from '../src/tier-share.ts';
import { profileNamed } from './here.ts';

const judge = new Judge(model);

test.each([
  ['codex', 0.6],
  ['mxf', 0.6],
  ['cloud', 0.6],
  ['autosdlc', 0.6],
  ['devmentor', 0.5],
] as const)('a URL and one identity decide enough of %s', (id, least) => {
  const profile = profileNamed(id);
  const checks = planProfile({ model, profile, judge }).flatMap((job) => job.checks);
  const { t0, musts } = tierShare(profile, checks);
  expect(t0 / musts, tierShareLine(profile, checks)).toBeGreaterThanOrEqual(least);
});

test.each(model.profiles.map(({ id }) => id))('what %s says that a MUST takes is what its checks take', (id) => {
  const profile = profileNamed(id);
  const checks = planProfile({ model, profile, judge }).flatMap((job) => job.checks);
  const musts = profile.requirements.filter(
    ({ party, level, excused }) => party === 'server' && level.startsWith('MUST') && !excused,
  );
  const dearer = musts.filter((must) => {
    const tiers = checks.filter(({ requirements }) => requirements.includes(must.id)).map(({ needs }) => tierOf(needs));
    return (tierOf(must.needs) === 'T0') !== tiers.includes('T0');
  });
  expect(dearer.map((must) => must.id)).toEqual([]);
});
