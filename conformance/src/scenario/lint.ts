import type { Channel, Profile, Scenario } from '@agentwire/generated/model';
import { isObject } from '../json.ts';
import { channelOf, classify, nameOf, payloadPlace, unspoken } from '../protocol.ts';
import { MATCHER_KEYS } from './matcher.ts';
import { type SilentStep, type Step, verbOf } from './step.ts';

/** Everything in a scenario that this kit cannot play, each with its place. */
export function lint(scenario: Scenario, profile: Profile): string[] {
  const known = new Set(profile.requirements.map((requirement) => requirement.id));
  const unknown = scenario.requirements.filter((id) => !known.has(id)).map((id) => `unknown requirement ${id}`);
  const steps = lintSteps(scenario.steps as unknown as Step[], { profile, channels: new Map() }, '');
  return [...unknown, ...steps].map((problem) => `${scenario.source}: ${scenario.id}: ${problem}`);
}

interface Scope {
  profile: Profile;
  /** Channel of each connection that the steps so far have opened. */
  channels: Map<string, Channel>;
}

function lintSteps(steps: readonly Step[], scope: Scope, within: string): string[] {
  return steps.flatMap((step, index) => {
    const place = `step ${within}${index + 1}`;
    const verb = isObject(step) ? verbOf(step) : undefined;
    if (verb === undefined) return [`${place} has no verb that this kit knows (${Object.keys(step).join(', ')})`];
    if ('repeat' in step) return lintSteps(step.steps, scope, `${within}${index + 1}.`);
    const problems = [
      ...lintConnection(step, scope),
      ...lintMatchers(step),
      ...lintFrames(step, scope),
      ...lintNames(step, scope),
      ...lintMeans(step, scope),
    ];
    return problems.map((problem) => `${place} (${verb}): ${problem}`);
  });
}

/** Remembers what a connect opens; the channel must be one that the kit speaks on, its parameters those of the document. */
function lintConnection(step: Step, { profile, channels }: Scope): string[] {
  if (!('connect' in step)) return [];
  const channel =
    step.channel === undefined ? channelOf(profile) : profile.channels.find(({ id }) => id === step.channel);
  if (!channel) return [`unknown channel ${step.channel}`];
  channels.set(step.connect, channel);
  const why = unspoken(channel);
  const known = channel.parameters.map(({ name }) => name);
  return [
    ...(why === undefined ? [] : [`${channel.id} cannot be played: ${why}`]),
    ...Object.keys(step.parameters ?? {})
      .filter((name) => !known.includes(name))
      .map((name) => `${channel.id} has no parameter ${name}`),
  ];
}

/** What a send puts on the wire must be a frame of the connection's transport. */
function lintFrames(step: Step, { channels }: Scope): string[] {
  const channel = 'send' in step ? channels.get(step.send) : undefined;
  if (!channel) return [];
  const strange = payloadPlace(channel) === '' ? ['packet'] : ['text', 'binary', 'gzip'];
  return strange
    .filter((form) => Object.hasOwn(step, form))
    .map((form) => `${channel.id} has no frames of kind ${form}`);
}

function lintMatchers(step: Step): string[] {
  const matchers =
    'expect' in step
      ? [
          step.select,
          step.until,
          step.joined?.match,
          step.decrypted?.match,
          ...(step.assert ?? []).map((assertion) => assertion.match),
        ]
      : 'silent' in step
        ? [step.select]
        : 'call' in step
          ? [step.body]
          : 'connect' in step
            ? [step.answer]
            : [];
  return matchers.flatMap(unknownKeys).map((key) => `unknown matcher ${key}`);
}

function unknownKeys(matcher: unknown): string[] {
  if (Array.isArray(matcher)) return matcher.flatMap(unknownKeys);
  if (!isObject(matcher)) return [];
  const isTest = Object.keys(matcher).some((key) => key.startsWith('$'));
  return Object.entries(matcher).flatMap(([key, inner]) => [
    ...(isTest && !MATCHER_KEYS.includes(key) ? [key] : []),
    ...unknownKeys(inner),
  ]);
}

/** Messages that a scenario waits for or has published must exist; what it sends may be wrong on purpose. */
function lintNames(step: Step, { profile, channels }: Scope): string[] {
  if ('emit' in step) return lintName(step.emit, profile.channels);
  const name = 'expect' in step ? step.expect : 'silent' in step ? step.silent : undefined;
  if (name === undefined) return [];
  const channel = channels.get(name);
  if (!channel) return [`no connection ${name}`];
  const values = 'expect' in step ? [step.select, step.until] : [(step as SilentStep).select];
  return values.flatMap((value) => lintName(value, [channel]));
}

function lintName(value: unknown, channels: readonly Channel[]): string[] {
  const isKnown = (channel: Channel): boolean =>
    nameOf(channel, value)?.includes('${') || classify(channel, 'server-to-client', value) !== undefined;
  const name = channels.map((channel) => nameOf(channel, value)).find((found) => found !== undefined);
  return name === undefined || channels.some(isKnown) ? [] : [`the server sends no message ${name}`];
}

/** What a step does by a barrier takes a channel that has one. */
function lintMeans(step: Step, { channels }: Scope): string[] {
  const name = 'barrier' in step ? step.barrier : 'expect' in step && step.optional ? step.expect : undefined;
  const channel = name === undefined ? undefined : channels.get(name);
  return channel && !channel.facts.barrier ? [`${channel.id} has no barrier`] : [];
}
