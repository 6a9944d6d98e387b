import { model } from '@agentwire/generated/model';
import { describe, expect, test } from 'vitest';
import { Judge } from '../src/judge.ts';
import { type Given, missing } from '../src/needs.ts';
import { planProfile } from '../src/plan.ts';
import { channelOf } from '../src/protocol.ts';
import { lint } from '../src/scenario/lint.ts';
import { profileNamed } from './here.ts';

const plain = (needs: readonly string[]): string[] =>
  needs.filter((need) => !/^(capability|without):/.test(need)).sort();

describe.each(model.profiles.filter((profile) => profile.scenarios.length > 0))('profile $id', (profile) => {
  const checks = planProfile({ model, profile, judge: new Judge(model) }).flatMap((job) => job.checks);

  test('every server requirement has a check or an excuse', () => {
    const decided = new Set(checks.flatMap((check) => check.requirements));
    const open = profile.requirements.filter((one) => one.party === 'server' && !one.excused && !decided.has(one.id));
    expect(open.map((one) => one.id)).toEqual([]);
  });

  test('the needs of a requirement are those of the least demanding check that decides it', () => {
    const wrong = profile.requirements.flatMap((requirement) => {
      const needs = checks
        .filter((check) => check.requirements.includes(requirement.id))
        .map((check) => plain(check.needs));
      const declared = plain(requirement.needs);
      if (needs.length === 0 || needs.some((list) => list.join() === declared.join())) return [];
      return [
        `${requirement.id} says [${declared}], its checks [${[...new Set(needs.map((list) => list.join()))].join('] [')}]`,
      ];
    });
    expect(wrong).toEqual([]);
  });

  test('the kit can play every scenario', () => {
    expect(profile.scenarios.flatMap((scenario) => lint(scenario, profile))).toEqual([]);
  });

  test('a misspelt message, matcher or verb is found before running, with its place', () => {
    const [name = 'type'] = channelOf(profile).facts.discriminator;
    const steps = [
      { connect: 'alice' },
      { expect: 'alice', select: { [name]: 'pongg' } },
      { expect: 'alice', select: { a: { $typ: 'string' } } },
      { expct: 'alice' },
      { expect: 'alice', select: { a: { b: 1, $any: true } } },
    ];
    const problems = lint(
      { id: `${profile.id}/x`, title: '', steps, requirements: [`${profile.id}/no/such`], source: 'x.yaml:7' },
      profile,
    );
    expect(problems).toEqual([
      `x.yaml:7: ${profile.id}/x: unknown requirement ${profile.id}/no/such`,
      `x.yaml:7: ${profile.id}/x: step 2 (expect): the server sends no message pongg`,
      `x.yaml:7: ${profile.id}/x: step 3 (expect): unknown matcher $typ`,
      `x.yaml:7: ${profile.id}/x: step 4 has no verb that this kit knows (expct)`,
      `x.yaml:7: ${profile.id}/x: step 5 (expect): unknown matcher b`,
    ]);
  });
});

describe('a check that binds only those without a capability', () => {
  const profile = profileNamed('devmentor');
  const checks = planProfile({ model, profile, judge: new Judge(model) }).flatMap((job) => job.checks);
  const excluded = checks.filter((check) => check.needs.includes('without:anonymous'));
  const given = (...capabilities: string[]): Given => ({
    identity: () => true,
    emit: true,
    project: true,
    clock: 'virtual',
    process: true,
    capabilities: new Set(capabilities),
  });

  test('is not played for who declares it, and played for all others', () => {
    expect(excluded.map((check) => check.id)).toContain('devmentor/early-messages');
    for (const { needs } of excluded) {
      expect(missing(needs, given('anonymous'), { profile: 'devmentor' })?.outcome).toBe('not-offered');
      expect(missing(needs, given(), { profile: 'devmentor' })).toBeUndefined();
    }
  });
});
