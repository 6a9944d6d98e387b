import type { Direction } from '@agentwire/generated/model';
import { valueAt } from './pointer.ts';
import type { EventFacts, Traits } from './traits.ts';

/**
 * The wire name of a message of one channel and direction; empty for what is none, so that strangers' words are
 * never a key.
 */
export type Naming = (value: unknown) => string;

/** Tells messages apart by the channel's discriminator: by the first of its properties that names one. */
export function namingOf({ discriminator, messages }: Traits, direction: Direction): Naming {
  const names = new Set<unknown>();
  for (const message of Object.values(messages)) {
    if (message.direction === direction) names.add(message.name);
  }
  return (value) => {
    if (typeof value !== 'object' || value === null) return '';
    const members = value as Record<string, unknown>;
    const property = discriminator.find((candidate) => names.has(members[candidate]));
    return property === undefined ? '' : (members[property] as string);
  };
}

/** The events of a channel by their wire name: what can be published, and how it is delivered. */
export function eventsOf({ messages }: Traits): ReadonlyMap<string, EventFacts> {
  const events = new Map<string, EventFacts>();
  for (const { name, event } of Object.values(messages)) {
    if (event) events.set(name, event);
  }
  return events;
}

/** What the document calls the payload, into which its JSON pointers lead: on Socket.IO a part of the message. */
export function payloadOf({ transport }: Traits, message: unknown): unknown {
  return transport === 'socketio' ? valueAt(message, '/payload') : message;
}

/** The topics under which an event is found, `agent:coder-001:status`. */
export function topicsOf({ topics = [] }: EventFacts, payload: unknown): string[] {
  return topics.map(({ resource, id, name }) => `${resource}:${resourceId(id, payload)}:${name}`);
}

/** A JSON pointer into the payload, or the id itself. */
function resourceId(id: string, payload: unknown): string {
  return id.startsWith('/') ? String(valueAt(payload, id)) : id;
}
