import type { Profile, Scenario } from '@agentwire/generated/model';
import { isObject } from '../json.ts';
import { channelOf, classify, nameOf } from '../protocol.ts';
import { MATCHER_KEYS } from './matcher.ts';
import { type Step, verbOf } from './step.ts';

/** Everything in a scenario that this kit cannot play, each with its place. */
export function lint(scenario: Scenario, profile: Profile): string[] {
  const known = new Set(profile.requirements.map((requirement) => requirement.id));
  const unknown = scenario.requirements.filter((id) => !known.has(id)).map((id) => `unknown requirement ${id}`);
  const steps = lintSteps(scenario.steps as unknown as Step[], profile, '');
  return [...unknown, ...steps].map((problem) => `${scenario.source}: ${scenario.id}: ${problem}`);
}

function lintSteps(steps: readonly Step[], profile: Profile, within: string): string[] {
  return steps.flatMap((step, index) => {
    const place = `step ${within}${index + 1}`;
    const verb = isObject(step) ? verbOf(step) : undefined;
    if (verb === undefined) return [`${place} has no verb that this kit knows (${Object.keys(step).join(', ')})`];
    if ('repeat' in step) return lintSteps(step.steps, profile, `${within}${index + 1}.`);
    return [...lintMatchers(step), ...lintNames(step, profile)].map((problem) => `${place} (${verb}): ${problem}`);
  });
}

function lintMatchers(step: Step): string[] {
  const matchers =
    'expect' in step
      ? [step.select, ...(step.assert ?? []).map((assertion) => assertion.match)]
      : 'silent' in step
        ? [step.select]
        : 'call' in step
          ? [step.body]
          : [];
  return matchers.flatMap(unknownKeys).map((key) => `unknown matcher ${key}`);
}

function unknownKeys(matcher: unknown): string[] {
  if (Array.isArray(matcher)) return matcher.flatMap(unknownKeys);
  if (!isObject(matcher)) return [];
  return Object.entries(matcher).flatMap(([key, inner]) => [
    ...(key.startsWith('$') && !MATCHER_KEYS.includes(key) ? [key] : []),
    ...unknownKeys(inner),
  ]);
}

/** Messages that a scenario waits for or has published must exist; what it sends may be wrong on purpose. */
function lintNames(step: Step, profile: Profile): string[] {
  const value = 'expect' in step || 'silent' in step ? step.select : 'emit' in step ? step.emit : undefined;
  if (value === undefined) return [];
  const channel = channelOf(profile);
  const name = nameOf(channel, value);
  if (name === undefined || name.includes('${') || classify(channel, 'server-to-client', value)) return [];
  return [`the server sends no message ${name}`];
}
