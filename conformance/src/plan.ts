import type { Model, Profile, Scenario } from '@agentwire/generated/model';
import type { Need } from './check.ts';
import { churnJobs } from './crowd/churn.ts';
import { stalledJobs } from './crowd/stalled.ts';
import { wildcardJobs } from './crowd/wildcard.ts';
import { derivedChecks } from './derive/checks.ts';
import type { DerivedCheck } from './derive/derived-check.ts';
import { playDerived } from './derive/play.ts';
import type { Job, Phase } from './job.ts';
import type { Judge } from './judge.ts';
import { channelOf } from './protocol.ts';
import { play } from './scenario/interpreter.ts';
import { elapsedMs, framesSent, identitiesUsed, needsOf } from './scenario/needs.ts';
import type { Step } from './scenario/step.ts';
import { walkJobs } from './walk/walk.ts';

/** The scenario of this name shows that the first identity is accepted; else nothing that needs it is judged. */
export const GATE = 'credential';

const LIMIT_MS = 30_000;

export function planProfile(options: { model: Model; profile: Profile; judge: Judge }): Job[] {
  const { profile } = options;
  const derived = derivedChecks(options);
  return [
    ...profile.scenarios.map((scenario) => scenarioJob(scenario, profile)),
    ...derivedJobs(derived),
    ...wildcardJobs(profile),
    ...churnJobs(profile),
    ...stalledJobs(profile),
    ...walkJobs(profile, derived),
  ];
}

function scenarioJob(scenario: Scenario, profile: Profile): Job {
  const steps = scenario.steps as unknown as Step[];
  const { env } = scenario;
  const process: Need[] = env ? ['process'] : [];
  const needs = [...new Set([...needsOf(steps, profile), ...process, ...capabilities(scenario.requirements, profile)])];
  const limit = channelOf(profile).facts.rateLimit;
  const smallest = Math.min(
    ...[limit?.max, ...Object.values(limit?.byType ?? {})].map((max) => max ?? Number.POSITIVE_INFINITY),
  );
  const id = scenario.id;
  const job: Job = {
    profile: profile.id,
    checks: [
      {
        id,
        title: scenario.title,
        profile: profile.id,
        kind: 'scenario',
        source: scenario.source,
        requirements: scenario.requirements,
        needs,
      },
    ],
    phase: phaseOf({
      gate: id === `${profile.id}/${GATE}`,
      time: needs.includes('time') || needs.includes('kick'),
      limit: framesSent(steps) > smallest / 2,
    }),
    locks: identitiesUsed(steps, profile).filter((name) => name !== 'first'),
    ownProcess: needs.includes('process'),
    ...(env && { env }),
    limitMs: LIMIT_MS + elapsedMs(steps),
    run: async (environment) => new Map([[id, await play(scenario, environment)]]),
    only: () => job,
  };
  return job;
}

function phaseOf(traits: { gate: boolean; time: boolean; limit: boolean }): Phase {
  if (traits.gate) return 'gate';
  if (traits.time) return 'time';
  return traits.limit ? 'limit' : 'parallel';
}

/** A check of optional behaviour needs what all its requirements need; what excludes one of them excludes it. */
function capabilities(requirements: readonly string[], profile: Profile): Need[] {
  const each = requirements.map((id) => {
    const needs = profile.requirements.find((requirement) => requirement.id === id)?.needs ?? [];
    return needs.filter((need) => /^(capability|without):/.test(need));
  });
  const [first = [], ...others] = each;
  const shared = first.filter((need) => others.every((needs) => needs.includes(need)));
  return [...shared, ...each.flat().filter((need) => need.startsWith('without:'))];
}

/** One job for each message: its checks share connections. */
function derivedJobs(checks: readonly DerivedCheck[]): Job[] {
  const groups = new Map<string, DerivedCheck[]>();
  for (const check of checks) {
    const key = `${check.channel.id} ${check.message?.id ?? check.requirements[0]}`;
    groups.set(key, [...(groups.get(key) ?? []), check]);
  }
  return [...groups.values()].map(derivedJob);
}

function derivedJob(group: readonly DerivedCheck[]): Job {
  return {
    profile: group[0]?.profile ?? '',
    checks: [...group],
    phase: 'parallel',
    locks: [],
    ownProcess: false,
    limitMs: LIMIT_MS + group.length * 1_000,
    run: (environment) => playDerived(group, environment),
    only: (ids) => derivedJob(group.filter((check) => ids.includes(check.id))),
  };
}
