import { createHash } from 'node:crypto';
import type { Carrier, Channel, Message, Model, Profile } from '@agentwire/generated/model';
import { type BenchFacts, type BenchFlags, benchFacts, stampHole } from './bench-facts.ts';
import { Failure } from './failure.ts';
import { segments, valueAt, withValue } from './pointer.ts';
import { type StampPlace, stampPlaceIn } from './stamp-place.ts';
import type { TransportId } from './transports/transport.ts';
import { transports } from './transports.ts';
import { type ClientWire, type Discriminant, holes, messageOf, wireOf } from './wire.ts';

/**
 * One channel of a profile, as far as a load generator has to know it; all of it comes from the document or from
 * flags.
 */
export interface Workload {
  profile: string;
  /** Address of the channel below the profile, `/ws`; parameters have the value of their first example. */
  address: string;
  /** Where the profile is mounted on a server that serves several, `/cloud`. */
  pathname: string;
  carriers: Carrier[];
  transport: TransportId;
  wire: ClientWire;
  deliveries?: DeliveryWork;
  stream?: StreamWork;
}

/** What fans out. */
export interface DeliveryWork {
  /** Id of the message, and its name on the wire. */
  delivers: string;
  name: string;
  discriminant: Discriminant;
  stamp: StampPlace;
  /** A publication without stamp. */
  template: Record<string, unknown>;
  /** How a client publishes it; `${stamp}` is the stamp's place. */
  publishText?: string;
  topics?: NonNullable<BenchFacts['topics']>;
}

/** A request that a stream answers. */
export interface StreamWork {
  send: string;
  payload: Record<string, unknown>;
  id: string;
  reference: string;
  token: Discriminant;
  end: Discriminant;
  failure?: Discriminant;
}

/** What a case needs of a channel. */
export type Need = 'delivers' | 'events' | 'topics' | 'barrier' | 'stream' | 'connection';

const serves: Record<Need, (channel: Channel) => unknown> = {
  delivers: ({ facts }) => facts.bench?.delivers,
  events: ({ facts }) => (facts.transport === 'sse' ? facts.bench?.delivers : undefined),
  topics: ({ facts }) => facts.bench?.topics,
  barrier: ({ facts }) => facts.barrier,
  stream: ({ facts }) => facts.bench?.stream,
  connection: ({ facts }) => facts.bench?.delivers ?? facts.barrier,
};

const lacking: Record<Need, string> = {
  delivers: 'says what fans out: x-agentwire.bench.delivers is missing (or give --channel and --delivers)',
  events: 'fans out server-sent events: a channel of transport sse with x-agentwire.bench.delivers is missing',
  topics: 'has topics: x-agentwire.bench.topics is missing',
  barrier: 'has a request that is always answered: x-agentwire.barrier is missing',
  stream: 'has a request that a stream answers: x-agentwire.bench.stream is missing',
  connection: 'can be connected to by the bench (name one with --channel)',
};

/** Whether a profile has what a case needs. */
export function offers(profile: Profile, need: Need): boolean {
  return profile.channels.some((channel) => isSpoken(channel) && serves[need](channel) !== undefined);
}

/** @throws Failure `usage` naming what document and flags do not say. */
export function workloadOf(
  model: Model,
  options: { profile: string | undefined; need: Need; flags?: BenchFlags },
): Workload {
  const { need, flags = {} } = options;
  const profile = profileOf(model, options.profile);
  const channel = channelOf(profile, need, flags);
  const bench = benchFacts(channel, flags);
  const topics = need === 'topics' ? bench.topics : undefined;
  const wire = wireOf(profile, channel, bench.subscribe && subscription(bench.subscribe, topics));
  const delivers = need === 'delivers' || need === 'events' || need === 'topics';
  return {
    profile: profile.id,
    address: addressOf(channel),
    pathname: profile.pathname,
    carriers: profile.carriers,
    transport: wire.transport,
    wire,
    ...(delivers ? { deliveries: deliveriesOf(model, channel, bench, topics) } : {}),
    ...(need === 'stream' && bench.stream ? { stream: streamOf(channel, bench.stream) } : {}),
  };
}

/** Results with different hashes measured different work and must not be compared. */
export function workloadHash(parts: Record<string, unknown>): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

function profileOf(model: Model, id: string | undefined): Profile {
  const known = model.profiles.map((candidate) => candidate.id).join(', ');
  const only = model.profiles.length === 1 ? model.profiles[0] : undefined;
  const profile = id === undefined ? only : model.profiles.find((candidate) => candidate.id === id);
  if (profile) return profile;
  if (id === undefined) throw new Failure('usage', `--profile is missing; the document has ${known}`);
  throw new Failure('usage', `unknown profile '${id}'; the document has ${known}`);
}

function channelOf(profile: Profile, need: Need, flags: BenchFlags): Channel {
  const spoken = profile.channels.filter(isSpoken);
  if (flags.channel !== undefined) {
    const named = spoken.find(({ id }) => id === flags.channel);
    if (named) return named;
    throw new Failure('usage', `profile '${profile.id}' has no channel '${flags.channel}'; ${listed(spoken)}`);
  }
  const given = flags.delivers;
  const byMessage =
    given === undefined ? undefined : spoken.find(({ messages }) => messages.some(({ id }) => id === given));
  const channel = byMessage ?? spoken.find((candidate) => serves[need](candidate) !== undefined);
  if (channel) return channel;
  const only = spoken.length === 1 ? spoken[0] : undefined;
  if (only && (need === 'delivers' || need === 'connection')) return only;
  throw new Failure('usage', `no channel of profile '${profile.id}' ${lacking[need]}; ${listed(spoken)}`);
}

function listed(channels: readonly Channel[]): string {
  return `its channels are ${channels.map(({ id }) => id).join(', ')}`;
}

function isSpoken({ facts }: Channel): boolean {
  return facts.transport in transports && facts.role !== 'client';
}

function subscription(subscribe: NonNullable<BenchFacts['subscribe']>, topics: BenchFacts['topics']) {
  if (!topics) return subscribe;
  const payload = withValue(subscribe.payload as Record<string, unknown>, topics.subscribe, holes.pattern);
  return { send: subscribe.send, payload };
}

function deliveriesOf(model: Model, channel: Channel, bench: BenchFacts, topics: BenchFacts['topics']): DeliveryWork {
  const delivers = messageOf(channel, bench.delivers ?? onlyServerMessage(channel));
  const stamp = stampPlaceIn(model, delivers, bench.stamp);
  return {
    delivers: delivers.id,
    name: delivers.name,
    discriminant: delivers.discriminant,
    stamp,
    template: templateOf(channel, delivers, { given: bench.payload, stamp: stamp.pointer }),
    ...(bench.publish ? { publishText: publishTextOf(channel, bench.publish) } : {}),
    ...(topics ? { topics } : {}),
  };
}

function onlyServerMessage(channel: Channel): string {
  const own = channel.messages.filter(({ direction }) => direction === 'server-to-client');
  if (own.length === 1 && own[0]) return own[0].id;
  const known = own.map(({ id }) => id).join(', ');
  throw new Failure('usage', `channel '${channel.id}' ${lacking.delivers}; its server messages are ${known}`);
}

/**
 * What the document gives, or the first example that has a place for the stamp with only the members that tell
 * what it is and that hold the stamp: the rest of the envelope (timestamp, id, metadata) is the server's to fill in.
 */
function templateOf(
  channel: Channel,
  message: Message,
  { given, stamp }: { given: BenchFacts['payload']; stamp: string | undefined },
): Record<string, unknown> {
  const discriminant = inPayload(channel, message);
  if (given) return { ...discriminant, ...given };
  const examples = message.examples.map(({ payload }) => payload);
  const fitting =
    stamp === undefined ? undefined : examples.find((payload) => typeof valueAt(payload, stamp) === 'string');
  const example = fitting ?? examples[0] ?? {};
  const kept = new Set([...Object.keys(discriminant).map(firstOfPath), ...segments(stamp ?? '').slice(0, 1)]);
  const members = Object.entries(example).filter(([name]) => stamp === undefined || kept.has(name));
  return { ...discriminant, ...Object.fromEntries(members) };
}

/** What tells a message, as far as it is a member of the payload; on Socket.IO the event's name is not. */
function inPayload({ facts }: Channel, { discriminant }: Message): Discriminant {
  return facts.transport === 'socketio' ? {} : discriminant;
}

function publishTextOf(channel: Channel, { send, payload, stamp }: NonNullable<BenchFacts['publish']>): string {
  const message = messageOf(channel, send);
  return transports[channel.facts.transport as TransportId].say(
    message.name,
    withValue({ ...inPayload(channel, message), ...payload }, stamp, stampHole),
  );
}

function streamOf(channel: Channel, stream: NonNullable<BenchFacts['stream']>): StreamWork {
  const kind = (id: string) => messageOf(channel, id).discriminant;
  return {
    send: messageOf(channel, stream.send).name,
    payload: stream.payload,
    id: stream.id,
    reference: stream.reference,
    token: kind(stream.token),
    end: kind(stream.end),
    ...(stream.failure ? { failure: kind(stream.failure) } : {}),
  };
}

function addressOf({ address, parameters }: Channel): string {
  return address.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = parameters.find((candidate) => candidate.name === name);
    return encodeURIComponent(parameter?.examples[0] ?? parameter?.enum[0] ?? name);
  });
}

function firstOfPath(path: string): string {
  return path.split('.')[0] as string;
}
