import type { Channel, Message } from '@agentwire/generated/model';
import { at, replaced } from '../json.ts';

/** The three parts of a subscription or of an event's key; as one text they are joined by colons. */
export interface Pattern {
  resource: string;
  resourceId: string;
  event: string;
}

export interface Key extends Pattern {
  /** What is published to make it. */
  message: unknown;
  /** Name on the wire, and where the id stands. */
  name: string;
  pointer: string;
}

export const textOf = ({ resource, resourceId, event }: Pattern): string => `${resource}:${resourceId}:${event}`;

/** Events that a subscription selects by one topic, whose id stands in the payload. */
export const subscribable = ({ messages }: Channel): Message[] =>
  messages.filter(({ facts, examples }) => {
    const [topic, ...others] = facts.event?.topics ?? [];
    return topic !== undefined && others.length === 0 && typeof at(examples[0]?.payload, topic.id) === 'string';
  });

export interface PairOptions {
  count: number;
  /** What all ids begin with, so that they are nobody else's. */
  prefix: string;
  /** Numbers from 0 to 1. */
  random: () => number;
}

/** Keys with ids that differ in little, so that patterns can be a little too wide or too narrow. */
export function keysOf(channel: Channel, options: PairOptions): Key[] {
  const { count, prefix, random } = options;
  const messages = subscribable(channel);
  return Array.from({ length: count }, (_, index): Key => {
    const message = messages[Math.floor(random() * messages.length)] as Message;
    const [topic] = message.facts.event?.topics ?? [];
    if (!topic) throw new Error(`${message.id} has no topic`);
    const resourceId = `${prefix}${someOf('ab-', 2, random)}:${someOf('ab:-', 2, random)}${index}`;
    const { type, data } = (message.examples[0]?.payload ?? {}) as Record<string, unknown>;
    return {
      resource: topic.resource,
      event: topic.name,
      resourceId,
      name: message.name,
      pointer: topic.id,
      message: replaced({ type, data }, topic.id, resourceId),
    };
  });
}

type Part = keyof Pattern;
type Change = (text: string, random: () => number) => string;

/** An asterisk for a stretch of a text, maybe for nothing, maybe for all. */
const stretch: Change = (text, random) => {
  const from = Math.floor(random() * (text.length + 1));
  const to = from + Math.floor(random() * (text.length - from + 1));
  return `${text.slice(0, from)}*${text.slice(to)}`;
};

/** How patterns are made of keys, in turn: some match, and some would only to a matcher with a certain fault. */
const CHANGES: readonly Partial<Record<Part, Change>>[] = [
  { resource: stretch, resourceId: stretch, event: stretch },
  { resourceId: (text) => `${text.slice(0, 1)}*${text.slice(1)}` },
  { resource: () => '*', resourceId: () => '*', event: () => '*' },
  { resourceId: stretch, event: (text) => text.slice(0, -1) },
  { resource: (text) => text.slice(1), resourceId: stretch },
  { resourceId: (text) => `${text.slice(0, 1)}*${text.slice(-1)}` },
];

/** The prefix of ids stays, so that no event of others matches. */
export function patternsFor(keys: readonly Key[], options: PairOptions): Pattern[] {
  const { count, prefix, random } = options;
  return Array.from({ length: count }, (_, index): Pattern => {
    const key = keys[index % keys.length] as Key;
    const changes = CHANGES[index % CHANGES.length] ?? {};
    const part = (name: Part, text: string): string => changes[name]?.(text, random) ?? text;
    return {
      resource: part('resource', key.resource),
      resourceId: prefix + part('resourceId', key.resourceId.slice(prefix.length)),
      event: part('event', key.event),
    };
  });
}

const someOf = (letters: string, count: number, random: () => number): string =>
  Array.from({ length: count }, () => letters[Math.floor(random() * letters.length)]).join('');
