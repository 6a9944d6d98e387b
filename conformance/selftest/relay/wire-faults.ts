import type { Channel, Message, Profile } from '@agentwire/generated/model';
import { instances } from '../../src/derive/instances.ts';
import { type Mutation, mutationsAt } from '../../src/derive/mutations.ts';
import { places } from '../../src/derive/places.ts';
import { slug } from '../../src/derive/slug.ts';
import { at, replaced } from '../../src/json.ts';
import type { Judge } from '../../src/judge.ts';
import { isPlayable, payloadPlace } from '../../src/protocol.ts';
import type { Passage } from './manner.ts';
import { read } from './place.ts';
import type { Sighting } from './sighting.ts';

/** What is done to the messages of one kind on their way. */
export const KINDS = [
  'field dropped',
  'wrong type',
  'wrong word',
  'told twice',
  'told late',
  'told out of turn',
  'swallowed',
  'told to another',
] as const;
export type Kind = (typeof KINDS)[number];

/** One way in which a message of the server is wrong on the wire. */
export interface WireFault {
  /** `autosdlc/pong/field-dropped/data/timestamp` */
  id: string;
  kind: Kind;
  profile: string;
  message: Message;
  /** Whether messages can be made wrong in this way, given each with the connection that received it. */
  fits(received: readonly Sighting[]): boolean;
  /** @param hit to be called each time that something was made wrong */
  passage(hit: () => void): Passage;
}

export interface Making {
  profile: Profile;
  schemas: Parameters<typeof places>[2]['schemas'];
  judge: Judge;
  /** How long the kit waits for a message, milliseconds. */
  timeoutMs: number;
}

const BY_KEYWORD: Record<string, Kind> = {
  required: 'field dropped',
  type: 'wrong type',
  enum: 'wrong word',
  const: 'wrong word',
};

/** Every fault that the document allows to make of the messages that a profile's server sends. */
export function wireFaultsOf(making: Making): WireFault[] {
  return making.profile.channels
    .filter(isPlayable)
    .flatMap((channel) =>
      channel.messages
        .filter(({ direction, facts }) => direction === 'server-to-client' && facts.packet === undefined)
        .flatMap((message) => [...ofSchema(channel, message, making), ...ofOrder(channel, message, making)]),
    );
}

function ofSchema(channel: Channel, message: Message, { profile, schemas, judge }: Making): WireFault[] {
  const walk = { schemas, judge };
  const mutations = instances(message, walk)
    .flatMap(({ value }) => places({ $ref: `#/schemas/${message.schema}` }, value, walk))
    .flatMap(mutationsAt)
    .filter(({ keyword, path }) => BY_KEYWORD[keyword] !== undefined && path !== '');
  const byPlace = Map.groupBy(mutations, ({ keyword, path }) => `${keyword} ${path}`);
  return [...byPlace.values()].map(([mutation]) => ofMutation(channel, message, { profile, judge, mutation }));
}

function ofMutation(
  channel: Channel,
  message: Message,
  { profile, judge, mutation }: Pick<Making, 'profile' | 'judge'> & { mutation: Mutation | undefined },
): WireFault {
  const { keyword = '', path: inPayload = '', value: wrong } = mutation ?? {};
  const kind = BY_KEYWORD[keyword] as Kind;
  const path = payloadPlace(channel) + inPayload;
  const spoilt = (value: unknown): unknown =>
    at(value, path) === undefined ? undefined : replaced(value, path, wrong);
  const isWrong = (value: unknown): boolean =>
    value !== undefined && judge.faults(message.schema, at(value, payloadPlace(channel))).length > 0;
  return {
    id: `${idOf(profile, channel, message, kind)}${inPayload}`,
    kind,
    profile: profile.id,
    message,
    fits: (received) => received.some(({ value }) => isWrong(spoilt(value))),
    passage: (hit) => (passing) => {
      const told = read(passing.channel, passing.text);
      const other = told?.message === message ? spoilt(told.value) : undefined;
      if (!told || !isWrong(other)) return passing.client.send(passing.text);
      hit();
      passing.client.send(told.saying(other));
    },
  };
}

/** How a message of right form can come in a wrong way. */
const ORDERS: Partial<Record<Kind, (hit: () => void, options: Making) => Passage>> = {
  'told twice':
    (hit) =>
    ({ client, text }) => {
      hit();
      client.send(text);
      client.send(text);
    },
  'told late':
    (hit, { timeoutMs }) =>
    ({ client, text }) => {
      hit();
      setTimeout(() => client.send(text), 2 * timeoutMs).unref();
    },
  swallowed: (hit) => () => hit(),
  // The oldest client gets what is for all others.
  'told to another':
    (hit) =>
    ({ client, text, clients }) => {
      const [other = client] = clients();
      if (other !== client) hit();
      other.send(text);
    },
};

/** What a check must receive for some of them to be seen at all. */
const FITS: Partial<Record<Kind, WireFault['fits']>> = {
  'told to another': (received) => received.some(({ isForYounger }) => isForYounger),
  'told out of turn': (received) => received.some(({ isFollowed }) => isFollowed),
};

function ofOrder(channel: Channel, message: Message, making: Making): WireFault[] {
  const fault = (kind: Kind, passage: WireFault['passage']): WireFault => ({
    id: idOf(making.profile, channel, message, kind),
    kind,
    profile: making.profile.id,
    message,
    fits: FITS[kind] ?? ((received) => received.length > 0),
    passage,
  });
  return [
    ...Object.entries(ORDERS).map(([kind, make]) =>
      fault(kind as Kind, (hit) => {
        const deviate = make(hit, making);
        return (passing) => {
          if (read(passing.channel, passing.text)?.message === message) deviate(passing);
          else passing.client.send(passing.text);
        };
      }),
    ),
    fault('told out of turn', (hit) => outOfTurn(message, hit)),
  ];
}

/** How long a message waits for one that it lets pass before it, milliseconds. */
const PATIENCE_MS = 300;

/** Each message of the kind lets the next message to the same client pass before it. */
function outOfTurn(message: Message, hit: () => void): Passage {
  const kept = new WeakMap<object, string>();
  return ({ channel, client, text }) => {
    const told = read(channel, text)?.message;
    const waiting = kept.get(client);
    if (waiting !== undefined && told) {
      kept.delete(client);
      if (waiting !== text) hit();
      client.send(text);
      client.send(waiting);
      return;
    }
    if (told !== message) return client.send(text);
    kept.set(client, text);
    setTimeout(() => {
      if (kept.get(client) !== text) return;
      kept.delete(client);
      client.send(text);
    }, PATIENCE_MS).unref();
  };
}

const idOf = (profile: Profile, channel: Channel, message: Message, kind: Kind): string =>
  `${profile.id}/${profile.channels.filter(isPlayable).length > 1 ? `${channel.id}/` : ''}${message.name}/${slug(kind)}`;
