import type { Channel, Message, Model, Profile } from '@agentwire/generated/model';
import { isObject, replaced } from '../json.ts';
import type { Judge } from '../judge.ts';
import { framed, isPlayable, payloadPlace, requirementOf } from '../protocol.ts';
import { type Alternative, alternatives } from './alternatives.ts';
import { type DerivedCheck, filledIn } from './derived-check.ts';
import { frameChecks } from './frames.ts';
import { type Instance, instances } from './instances.ts';
import { type Mutation, mutationsAt } from './mutations.ts';
import { type Place, places } from './places.ts';
import { singleFault } from './proof.ts';
import { slug } from './slug.ts';

/** Every check that the document alone allows for a profile. */
export function derivedChecks(options: { model: Model; profile: Profile; judge: Judge }): DerivedCheck[] {
  return derivable(options.profile).flatMap((channel) => {
    const clientMessages = channel.messages.filter(
      ({ direction, facts }) => direction === 'client-to-server' && facts.packet === undefined,
    );
    return [
      ...clientMessages.flatMap((message) => checksOf({ ...options, channel, message })),
      ...frameChecks(options.profile, channel, idPrefix(options.profile, channel)),
    ];
  });
}

/** Channels on which a wrong frame is answered, and on which the kit can tell that it is not. */
export function derivable(profile: Profile): Channel[] {
  return profile.channels.filter(
    (channel) => isPlayable(channel) && channel.facts.refusal !== undefined && channel.facts.barrier !== undefined,
  );
}

/** Where the checks of a channel stand: the channel is named where a profile has several. */
export const idPrefix = (profile: Profile, channel: Channel): string =>
  `${profile.id}/derived/${derivable(profile).length > 1 ? `${channel.id}/` : ''}`;

interface Origin {
  model: Model;
  profile: Profile;
  judge: Judge;
  channel: Channel;
  message: Message;
}

function checksOf(origin: Origin): DerivedCheck[] {
  const { model, judge, message, channel } = origin;
  const requirement = requirementOf(channel, message);
  if (requirement === undefined) return [];
  const walk = { schemas: model.schemas, judge };
  const bases = instances(message, walk);
  const seen = new Map<string, DerivedCheck>();
  const add = (check: DerivedCheck): void => {
    const equal = [...seen.values()].find(({ text }) => text === check.text);
    if (equal) equal.reaches = [...new Set([...(equal.reaches ?? []), ...(check.reaches ?? [])])];
    else if (!seen.has(check.id)) seen.set(check.id, check);
  };
  for (const base of bases)
    add(accepting(origin, { name: `example/${slug(base.name)}`, title: `example ${base.name}`, value: base.value }));
  for (const base of bases) {
    for (const place of places({ $ref: `#/schemas/${message.schema}` }, base.value, walk)) {
      if (ownedByDiscriminator(channel, place.path)) continue;
      for (const check of positives(origin, base, place)) add(check);
      for (const check of negatives(origin, base, place)) add(check);
    }
  }
  const isNew = ({ reaches = [] }: DerivedCheck): boolean =>
    reaches.some((place) => ![...seen.values()].some((other) => other.reaches?.includes(place)));
  for (const base of alternatives(message, bases, walk)) {
    for (const place of places({ $ref: `#/schemas/${message.schema}` }, base.value, walk))
      for (const check of negatives(origin, base, place).filter(isNew)) add(named(check, seen));
  }
  return [...seen.values()];
}

/** The discriminator, and the message as a whole, have checks of their own. */
export function ownedByDiscriminator(channel: Channel, path: string): boolean {
  if (payloadPlace(channel) !== '') return false;
  return channel.facts.discriminator.some((property) => `/${property.replaceAll('.', '/')}` === path);
}

/** Every listed value, and the last values inside each limit. */
function positives(origin: Origin, base: Instance, place: Place): DerivedCheck[] {
  const { schema, value } = place;
  const text = typeof value === 'string' ? value : '';
  const candidates: [string, unknown][] = [
    ...(Array.isArray(schema.enum) ? schema.enum.map((item): [string, unknown] => [String(item), item]) : []),
    ...(['minimum', 'maximum'] as const).flatMap((limit): [string, unknown][] =>
      typeof schema[limit] === 'number' ? [[limit, schema[limit]]] : [],
    ),
    ...(['minLength', 'maxLength'] as const).flatMap((limit): [string, unknown][] => {
      const length = schema[limit];
      return typeof length === 'number' && typeof value === 'string' && length <= 100_000
        ? [[limit, text.slice(0, length).padEnd(length, 'x')]]
        : [];
    }),
  ];
  return candidates
    .map(([name, next]) => ({ name, next, value: replaced(base.value, place.path, next) }))
    .filter(({ value: candidate }) => origin.judge.faults(origin.message.schema, candidate).length === 0)
    .map(({ name, value: candidate }) =>
      accepting(origin, {
        name: `${slug(place.path)}/${slug(name)}`,
        title: `${place.path} at ${name}`,
        value: candidate,
      }),
    );
}

function accepting(origin: Origin, what: { name: string; title: string; value: unknown }): DerivedCheck {
  const { message } = origin;
  const { taken } = message.facts;
  const all = common(origin, `accept/${what.name}`);
  return {
    ...all,
    requirements: [...all.requirements, ...(taken === undefined ? [] : [taken])],
    title: `${message.name} is accepted: ${what.title}`,
    expectation: 'accepted',
    text: textOf(origin, what.value),
    ...filledIn(origin.channel, message, what.value),
  };
}

/** Two alternatives can be wrong at one place in one way. */
function named(check: DerivedCheck, known: ReadonlyMap<string, DerivedCheck>): DerivedCheck {
  for (let other = 2; ; other += 1) {
    const id = other === 2 && !known.has(check.id) ? check.id : `${check.id}-${other}`;
    if (!known.has(id)) return { ...check, id };
  }
}

function negatives(origin: Origin, base: Instance | Alternative, place: Place): DerivedCheck[] {
  const { message, judge, model, channel } = origin;
  return [...mutationsAt(place), ...withoutPayload(channel, place)].flatMap((mutation) => {
    if (mutation.path === '' && mutation.keyword === 'type' && !judgesPayload(channel, place)) return [];
    if (ownedByDiscriminator(channel, mutation.path)) return [];
    const value = replaced(base.value, mutation.path, mutation.value);
    const { schemas } = model;
    const reaches = singleFault({ judge, schema: message.schema, schemas, base: base.value, value, mutation });
    if (reaches.length === 0) return [];
    const variant = mutation.variant === '' ? '' : `-${slug(mutation.variant)}`;
    return [
      {
        ...common(origin, `refuse/${slug(mutation.path)}/${slug(mutation.keyword)}${variant}`),
        ...(place.requirement === undefined ? {} : { requirements: [place.requirement] }),
        title: `${message.name} is refused: ${mutation.title}`,
        expectation: 'refused' as const,
        text: textOf(origin, value),
        ...filledIn(channel, message, value, mutation.path),
        ...('accepted' in base
          ? { twin: textOf(origin, base.accepted), near: textOf(origin, base.value) }
          : { twin: textOf(origin, base.value) }),
        reaches,
      },
    ];
  });
}

const textOf = ({ channel, message }: Origin, payload: unknown): string =>
  JSON.stringify(framed(channel, message, payload));

/** Whether the payload as a whole can be wrong: its name stands beside it, and there are members that it must have. */
const judgesPayload = (channel: Channel, { path, schema }: Place): boolean =>
  path === '' && payloadPlace(channel) !== '' && Array.isArray(schema.required);

function withoutPayload(channel: Channel, place: Place): Mutation[] {
  if (!judgesPayload(channel, place) || !isObject(place.value)) return [];
  return [{ keyword: 'type', variant: 'absent', path: '', value: undefined, title: 'without a payload' }];
}

function common(
  origin: Origin,
  name: string,
): Pick<DerivedCheck, 'id' | 'profile' | 'kind' | 'source' | 'requirements' | 'needs' | 'channel' | 'message'> {
  const { profile, channel, message } = origin;
  return {
    id: `${idPrefix(profile, channel)}${message.name}/${name}`,
    profile: profile.id,
    kind: 'derived',
    source: message.source,
    requirements: [requirementOf(channel, message) as string],
    needs: needsOf(profile),
    channel,
    message,
  };
}

const needsOf = (profile: Profile): string[] => (profile.carriers.length > 0 ? ['identity'] : []);
