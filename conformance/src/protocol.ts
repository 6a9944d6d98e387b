import type { Channel, Direction, Message, Model, Profile } from '@agentwire/generated/model';
import { isObject } from './json.ts';

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
  return channel.facts.discriminator
    .map((property) => candidates.find((message) => Object.hasOwn(message.discriminant, property)))
    .find((message) => message !== undefined);
}

/** The name that a value gives itself: the first discriminator property that is a string. */
export function nameOf(channel: Channel, value: unknown): string | undefined {
  return channel.facts.discriminator
    .map((property) => dotted(value, property))
    .find((name): name is string => typeof name === 'string');
}

/** Whether this kit can speak on a channel: a WebSocket on which the subject listens. */
export const isPlayable = (channel: Channel): boolean =>
  channel.facts.transport === 'websocket' && channel.facts.role !== 'client';

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

export function profileOf(model: Model, id: string): Profile {
  const profile = model.profiles.find((candidate) => candidate.id === id);
  if (!profile) throw new Error(`no profile ${id}`);
  return profile;
}

/** The requirement that owns a message's schema on a channel, the most specific there is. */
export function requirementOf(channel: Channel, message: Message): string | undefined {
  const general = channel.facts.requirements;
  return message.facts.requirement ?? (message.direction === 'server-to-client' ? general?.envelope : general?.invalid);
}
