import type { EventFacts, Traits } from './traits.ts';

/** The events of a channel by their wire name: what can be published, and how it is delivered. */
export function eventsOf({ messages }: Traits): ReadonlyMap<string, EventFacts> {
  const events = new Map<string, EventFacts>();
  for (const { name, event } of Object.values(messages)) {
    if (event) events.set(name, event);
  }
  return events;
}

/** The wire names of one direction; all others are strangers and are never used as a key. */
export function namesOf({ messages }: Traits, direction: 'client-to-server' | 'server-to-client'): ReadonlySet<string> {
  return new Set(
    Object.values(messages)
      .filter((message) => message.direction === direction)
      .map(({ name }) => name),
  );
}

/** The topics under which an event is found, `agent:coder-001:status`. */
export function topicsOf({ topics = [] }: EventFacts, message: object): string[] {
  return topics.map(({ resource, id, name }) => `${resource}:${resourceId(id, message)}:${name}`);
}

/** A JSON pointer into the message, or the id itself. */
function resourceId(id: string, message: object): string {
  if (!id.startsWith('/')) return id;
  let value: unknown = message;
  for (const step of id.slice(1).split('/')) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined;
  }
  return String(value);
}
