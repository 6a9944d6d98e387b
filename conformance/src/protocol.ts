import type { Carrier, Channel, Direction, Message, Profile } from '@agentwire/generated/model';
import { isObject } from './json.ts';
import { TRANSPORTS } from './wire/transports.ts';

/** The value at a dotted path such as `data.event`; undefined where there is none. */
function dotted(value: unknown, path: string): unknown {
  let at = value;
  for (const part of path.split('.')) at = isObject(at) && Object.hasOwn(at, part) ? at[part] : undefined;
  return at;
}

/** Whether a frame's value carries this message's discriminator value. */
export function carries(message: Message, value: unknown): boolean {
  const fixed = Object.entries(message.discriminant);
  return fixed.length > 0 && fixed.every(([path, wanted]) => dotted(value, path) === wanted);
}

/** The message of a channel and direction that a value is, by the first discriminator property that tells; undefined for an unknown one. */
export function classify(channel: Channel, direction: Direction, value: unknown): Message | undefined {
  const candidates = channel.messages.filter((message) => message.direction === direction && carries(message, value));
  return ['packet', ...channel.facts.discriminator]
    .map((property) => candidates.find((message) => Object.hasOwn(message.discriminant, property)))
    .find((message) => message !== undefined);
}

/** Where the payload of a message stands in the value of a frame: beside its name on Socket.IO, which is no member of it. */
export const payloadPlace = (channel: Channel): string => (channel.facts.transport === 'socketio' ? '/payload' : '');

/** Whether a value is a packet of the transport below the messages, which the document need not know. */
export const isPacket = (channel: Channel, value: unknown): boolean =>
  payloadPlace(channel) !== '' && isObject(value) && typeof value.packet === 'string';

/** The value of a frame that carries this payload; `undefined` is a message without any. */
export function framed(channel: Channel, message: Message, payload: unknown): unknown {
  if (payloadPlace(channel) === '') return payload;
  return { ...message.discriminant, ...(payload === undefined ? {} : { payload }) };
}

/** The name that a value gives itself: the first discriminator property that is a string. */
export function nameOf(channel: Channel, value: unknown): string | undefined {
  return channel.facts.discriminator
    .map((property) => dotted(value, property))
    .find((name): name is string => typeof name === 'string');
}

/** Why this kit cannot speak on a channel; undefined where it can. */
export function unspoken({ facts }: Channel): string | undefined {
  if (facts.role === 'client') return 'there the subject is the one that connects';
  return TRANSPORTS[facts.transport] === undefined ? `the kit has no client for ${facts.transport}` : undefined;
}

/** Whether this kit can speak on a channel: one that the subject listens on, of a transport that the kit has. */
export const isPlayable = (channel: Channel): boolean => unspoken(channel) === undefined;

/** Ways to present a credential on a channel, the first one has precedence; a message can do so only where it exists. */
export function carriersOf(profile: Profile, channel: Channel): Carrier[] {
  return profile.carriers.filter(
    (carrier) => carrier.in !== 'message' || channel.messages.some((message) => message.id === carrier.name),
  );
}

/** Whether a connection without credential may send the message that is the channel's barrier. */
export function isBarrierOpen(channel: Channel): boolean {
  const { barrier, authentication } = channel.facts;
  if (!barrier) return false;
  const pendingMayUse = authentication?.missing === 'pending' ? authentication.pendingMayUse : undefined;
  return pendingMayUse?.includes(messageById(channel, barrier.send).name) ?? true;
}

/** The properties that tell messages apart, for people. */
export const discriminatorOf = (channel: Channel): string => channel.facts.discriminator.join(' or ');

export function messageById(channel: Channel, id: string): Message {
  const message = channel.messages.find((candidate) => candidate.id === id);
  if (!message) throw new Error(`channel ${channel.id} (${channel.source}) has no message ${id}`);
  return message;
}

export function channelOf(profile: Profile, id?: string): Channel {
  const channel =
    id === undefined ? profile.channels.find(isPlayable) : profile.channels.find((candidate) => candidate.id === id);
  if (!channel) throw new Error(`profile ${profile.id} has no channel ${id ?? ''}`);
  return channel;
}

/** The requirement that no frame ends the server; undefined for a profile without it. */
export const survivalOf = (profile: Profile): string | undefined =>
  profile.channels.map(({ facts }) => facts.requirements?.survives).find((id) => id !== undefined);

/** The requirement that owns a message's schema on a channel, the most specific there is. */
export function requirementOf(channel: Channel, message: Message): string | undefined {
  const general = channel.facts.requirements;
  return message.facts.requirement ?? (message.direction === 'server-to-client' ? general?.envelope : general?.invalid);
}
