import { createHash } from 'node:crypto';
import type { Carrier, Channel, Message, Model, Profile } from '@agentwire/generated/model';
import { Failure } from './failure.ts';

/** What a message of one kind looks like: the values of its discriminator properties, `{type: 'auth'}`. */
export type Discriminant = Record<string, string>;

/** How a profile fans out, as far as a load generator has to know; all of it comes from the document. */
export interface Workload {
  profile: string;
  /** Address of the channel below the profile, `/ws`. */
  address: string;
  carriers: Carrier[];
  /** The message that is published and fans out. */
  delivers: string;
  /** JSON pointer of the string in it that carries the stamp. */
  stamp: string;
  /** A publication without stamp, without the members that a server fills in. */
  template: Record<string, unknown>;
  wire: SubscriberWire;
}

/** What one subscriber says and waits for before it counts as subscribed. */
export interface SubscriberWire {
  /** The server's first message. */
  opening?: Discriminant;
  /** The text that subscribes; absent where connecting is enough. */
  subscribe?: string;
  /** A harmless request and its answer: once it has come, all that was sent before has been handled. */
  barrier?: { send: string; expect: Discriminant };
  /** How often a client shows a sign of life, milliseconds; the barrier's request serves. */
  signOfLifeMs?: number;
}

/** @throws Failure `usage` when the profile is unknown, or the document does not say how it fans out. */
export function workloadOf(model: Model, profileId: string): Workload {
  const profile = model.profiles.find((candidate) => candidate.id === profileId);
  if (!profile) {
    const known = model.profiles.map((candidate) => candidate.id).join(', ');
    throw new Failure('usage', `unknown profile '${profileId}'; the document has ${known}`);
  }
  const channel = profile.channels.find((candidate) => candidate.facts.bench);
  const bench = channel?.facts.bench;
  if (!channel || !bench) {
    throw new Failure('usage', `no channel of profile '${profileId}' says what fans out: x-agentwire.bench is missing`);
  }
  const delivers = messageOf(channel, bench.delivers);
  return {
    profile: profile.id,
    address: channel.address,
    carriers: usableCarriers(profile),
    delivers: delivers.id,
    stamp: bench.stamp,
    template: templateOf(delivers, bench.stamp),
    wire: wireOf(channel),
  };
}

/** Puts `text` where the JSON pointer says, in a copy of the message; objects on the way are made. */
export function withStamp(message: Record<string, unknown>, pointer: string, text: string): Record<string, unknown> {
  const copy = structuredClone(message);
  const path = pointerSegments(pointer);
  const last = path.pop() as string;
  let parent = copy;
  for (const segment of path) {
    parent[segment] ??= {};
    parent = parent[segment] as Record<string, unknown>;
  }
  parent[last] = text;
  return copy;
}

/** The value at a JSON pointer, or undefined. */
export function valueAt(message: unknown, pointer: string): unknown {
  let value = message;
  for (const segment of pointerSegments(pointer)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[segment];
  }
  return value;
}

/** Results with different hashes measured different work and must not be compared. */
export function workloadHash(parts: Record<string, unknown>): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

function messageOf(channel: Channel, id: string): Message {
  const message = channel.messages.find((candidate) => candidate.id === id);
  if (!message) throw new Failure('usage', `channel '${channel.id}' names the message '${id}' and does not have it`);
  return message;
}

/**
 * The first example that has a place for the stamp, with only the members that tell what it is and that
 * hold the stamp: the rest of the envelope (timestamp, id, metadata) is the server's to fill in.
 */
function templateOf(message: Message, stamp: string): Record<string, unknown> {
  const examples = message.examples.map(({ payload }) => payload);
  const example = examples.find((payload) => typeof valueAt(payload, stamp) === 'string') ?? examples[0] ?? {};
  const kept = new Set([...Object.keys(message.discriminant).map(firstOfPath), pointerSegments(stamp)[0]]);
  const members = Object.entries(example).filter(([name]) => kept.has(name));
  return { ...message.discriminant, ...Object.fromEntries(members) };
}

function wireOf(channel: Channel): SubscriberWire {
  const { opening, barrier, bench, clientHeartbeat } = channel.facts;
  const wire: SubscriberWire = {};
  if (opening) wire.opening = messageOf(channel, opening).discriminant;
  if (bench?.subscribe) wire.subscribe = JSON.stringify(bench.subscribe.payload);
  if (barrier) {
    const request = messageOf(channel, barrier.send);
    const send = JSON.stringify(request.examples[0]?.payload ?? request.discriminant);
    wire.barrier = { send, expect: messageOf(channel, barrier.expect).discriminant };
  }
  if (barrier && clientHeartbeat) wire.signOfLifeMs = clientHeartbeat.intervalMs;
  return wire;
}

/** A credential that travels in a message needs a dialogue of its own, so the other ways are taken. */
function usableCarriers(profile: Profile): Carrier[] {
  const usable = profile.carriers.filter((carrier) => carrier.in !== 'message');
  if (profile.carriers.length > 0 && usable.length === 0) {
    throw new Failure(
      'usage',
      `profile '${profile.id}' takes credentials by message only, which fanout cannot send yet`,
    );
  }
  return usable;
}

function pointerSegments(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function firstOfPath(path: string): string {
  return path.split('.')[0] as string;
}
