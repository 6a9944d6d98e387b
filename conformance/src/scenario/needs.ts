import type { Profile } from '@agentwire/generated/model';
import type { Need } from '../check.ts';
import { carriersOf, channelOf } from '../protocol.ts';
import type { ConnectStep, RepeatStep, Step } from './step.ts';

/** Names in `credentials` that the kit makes up itself. */
const MADE_UP = new Set(['empty', 'invalid', 'none']);

/** What playing these steps takes, in a fixed order. */
export function needsOf(steps: readonly Step[], profile: Profile): Need[] {
  return [...new Set(steps.flatMap((step) => needsOfStep(step, profile)))].sort();
}

/** Identities whose members stand in a step. */
const namedIn = (step: Step): string[] =>
  [...JSON.stringify(step).matchAll(/\$\{identity\.([a-z0-9-]+)/g)].map(([, name]) => name as string);

/** Things of the subject that a step names. */
const fixturesIn = (step: Step): Need[] =>
  [...JSON.stringify(step).matchAll(/\$\{fixture\.([a-z0-9-]+)/g)].map(([, name]) => `fixture:${name}`);

function needsOfStep(step: Step, profile: Profile): Need[] {
  if ('repeat' in step) return needsOf(step.steps, profile);
  return [...namedIn(step).map(identityNeed), ...fixturesIn(step), ...needsOfVerb(step, profile)];
}

function needsOfVerb(step: Exclude<Step, RepeatStep>, profile: Profile): Need[] {
  if ('connect' in step) {
    return [
      ...identitiesOf(step, profile).map(identityNeed),
      ...(JSON.stringify(step.parameters ?? {}).includes('${project.') ? ['project'] : []),
    ];
  }
  if ('send' in step) return step.as === undefined ? [] : givenNames([step.as]).map(identityNeed);
  if ('emit' in step) {
    const publisher = step.as ?? 'publisher';
    return publisher === 'publisher' ? ['emit'] : ['emit', `identity:${publisher}`];
  }
  if ('elapse' in step) return ['time'];
  if ('stop' in step) return ['process'];
  if ('file' in step) return ['project'];
  if ('kick' in step) return ['kick'];
  return [];
}

const givenNames = (names: readonly string[]): string[] => names.filter((name) => !MADE_UP.has(name));

/** Identities that a connection shows; none on a channel where nothing carries a credential. */
function identitiesOf(step: ConnectStep, profile: Profile): string[] {
  if (carriersOf(profile, channelOf(profile, step.channel)).length === 0) return [];
  return givenNames(step.credentials ? Object.values(step.credentials) : [step.as ?? 'first']);
}

function identityNeed(name: string): Need {
  if (name === 'first') return 'identity';
  return name === 'second' ? 'second-identity' : `identity:${name}`;
}

/** Identities that steps show. */
export function identitiesUsed(steps: readonly Step[], profile: Profile): string[] {
  return [
    ...new Set(
      steps.flatMap((step) => {
        if ('connect' in step) return identitiesOf(step, profile);
        if ('send' in step) return step.as === undefined ? [] : givenNames([step.as]);
        return 'repeat' in step ? identitiesUsed(step.steps, profile) : [];
      }),
    ),
  ];
}

/** A time that the subject announces is no longer, milliseconds. */
const LONGEST_ANNOUNCED_MS = 60_000;

/** Milliseconds that the steps let pass; for those that the subject announces, the most they may be. */
export function elapsedMs(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => {
    if ('elapse' in step)
      return sum + (typeof step.elapse === 'number' ? step.elapse : LONGEST_ANNOUNCED_MS) + (step.and ?? 0);
    return 'repeat' in step ? sum + step.repeat * elapsedMs(step.steps) : sum;
  }, 0);
}

/** The most frames that the steps send on one connection. */
export function framesSent(steps: readonly Step[]): number {
  const counts = new Map<string, number>();
  const walk = (inner: readonly Step[], rounds: number): void => {
    for (const step of inner) {
      if ('send' in step) counts.set(step.send, (counts.get(step.send) ?? 0) + rounds * (step.times ?? 1));
      if ('repeat' in step) walk(step.steps, rounds * step.repeat);
    }
  };
  walk(steps, 1);
  return Math.max(0, ...counts.values());
}
