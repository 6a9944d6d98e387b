import type { Channel, Message, Profile } from '@agentwire/generated/model';
import { instances } from '../../src/derive/instances.ts';
import { type Mutation, mutationsAt } from '../../src/derive/mutations.ts';
import { places } from '../../src/derive/places.ts';
import { slug } from '../../src/derive/slug.ts';
import { at, replaced } from '../../src/json.ts';
import type { Judge } from '../../src/judge.ts';
import { isPlayable, payloadPlace } from '../../src/protocol.ts';
import type { Client, Passage } from './manner.ts';
import { type Ordered, orderedIn, outOfTurn } from './order.ts';
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
  /** `autosdlc/pong`: the message, for people. */
  about: string;
  /** The requirement that cannot hold, where it is known. */
  breaks?: string;
  /** Whether a check that receives these messages of the kind can see the fault; `some` sees it beside other checks. */
  fit(received: readonly Sighting[]): 'good' | 'some' | 'none';
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
  const ofMessages = making.profile.channels
    .filter(isPlayable)
    .flatMap((channel) =>
      channel.messages
        .filter(({ direction, facts }) => direction === 'server-to-client' && facts.packet === undefined)
        .flatMap((message) => [...ofSchema(channel, message, making), ...ofDelivery(channel, message, making)]),
    );
  return [...ofMessages, ...orderedIn(making.profile).map((ordered) => ofOrder(ordered, making))];
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
  const name = named(profile, channel, message, kind);
  return {
    ...name,
    id: `${name.id}${inPayload}`,
    fit: (received) => (received.some(({ value }) => isWrong(spoilt(value))) ? 'good' : 'none'),
    passage: (hit) => (passing) => {
      const told = read(passing.channel, passing.text);
      const other = told?.message === message ? spoilt(told.value) : undefined;
      if (!told || !isWrong(other)) return passing.client.send(passing.text);
      hit();
      passing.client.send(told.saying(other));
    },
  };
}

const NOBODY: Client = { send() {} };

/** How a message of right form can come in a wrong way. */
const DELIVERIES: Partial<Record<Kind, (hit: () => void, options: Making, message: Message) => Passage>> = {
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
  // The oldest client gets what is for all others, and nobody its answers; its events could be theirs.
  'told to another':
    (hit, _, { facts }) =>
    ({ client, text, clients }) => {
      const [oldest = client] = clients();
      const other = client !== oldest ? oldest : facts.event ? client : NOBODY;
      if (other !== client) hit();
      other.send(text);
    },
};

function ofDelivery(channel: Channel, message: Message, making: Making): WireFault[] {
  return Object.entries(DELIVERIES).map(([kind, make]) => ({
    ...named(making.profile, channel, message, kind as Kind),
    fit: (received) => {
      if (received.length === 0) return 'none';
      return kind === 'told to another' && message.facts.event && received.every(({ isForYounger }) => !isForYounger)
        ? 'some'
        : 'good';
    },
    passage: (hit) => {
      const deviate = make(hit, making, message);
      return (passing) => {
        if (read(passing.channel, passing.text)?.message === message) deviate(passing);
        else passing.client.send(passing.text);
      };
    },
  }));
}

function ofOrder(ordered: Ordered, { profile }: Making): WireFault {
  const { channel, first, then, requirement } = ordered;
  const name = named(profile, channel, first, 'told out of turn');
  return {
    ...name,
    id: `${name.id}/${then[0]?.name ?? ''}`,
    ...(requirement !== undefined && { breaks: requirement }),
    fit: (received) =>
      received.some(({ followers }) => followers.some((follower) => then.includes(follower))) ? 'good' : 'none',
    passage: (hit) => outOfTurn(ordered, hit),
  };
}

/** What every fault of a kind of messages has, and the beginning of its id. */
function named(profile: Profile, channel: Channel, message: Message, kind: Kind): Omit<WireFault, 'fit' | 'passage'> {
  const place = profile.channels.filter(isPlayable).length > 1 ? `${profile.id}/${channel.id}` : profile.id;
  const about = `${place}/${message.name}`;
  return { id: `${about}/${slug(kind)}`, kind, profile: profile.id, message, about };
}
