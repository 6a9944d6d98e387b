import { randomUUID } from 'node:crypto';
import { autosdlc } from '@agentwire/generated/constants/autosdlc';
import type { AutosdlcSubscribe } from '@agentwire/generated/types/autosdlc';
import { ProtocolError } from '../../errors.ts';
import type { Subscription } from '../../hub/space.ts';
import { eventsOf } from '../../routing.ts';

const { limits } = autosdlc.channels.autosdlc;

/** Resources that have events; the only words that subscriptions are counted under. */
const resources = new Set(
  [...eventsOf(autosdlc.channels.autosdlc).values()].flatMap(({ topics = [] }) =>
    topics.map(({ resource }) => resource),
  ),
);

/**
 * What a subscribe asks for: keys `resource:resourceId:event`, each part of which may hold `*`, or one
 * pattern for the whole key (AUTOSDLC-A09). No events are all events (A31), no id gets one (B22).
 *
 * @throws ProtocolError LIMIT_EXCEEDED for too many or too long patterns, or too long an id
 */
export function readSubscription({ data }: AutosdlcSubscribe): Subscription {
  const { resource = '*', resourceId = '*', events = [], pattern } = data;
  const names = events.length > 0 ? [...new Set(events)] : ['*'];
  const patterns = pattern === undefined ? names.map((name) => `${resource}:${resourceId}:${name}`) : [pattern];
  if (patterns.length > limits.patterns) tooMuch(`a subscription has at most ${limits.patterns} events`);
  const longest = Math.max(data.subscriptionId?.length ?? 0, ...patterns.map(({ length }) => length));
  if (longest > limits.patternLength) tooMuch(`ids and patterns have at most ${limits.patternLength} characters`);
  const [named = ''] = (pattern ?? resource).split(':');
  return {
    id: data.subscriptionId || `sub-${randomUUID()}`,
    label: resources.has(named) ? named : 'other',
    patterns,
  };
}

function tooMuch(details: string): never {
  throw new ProtocolError('LIMIT_EXCEEDED', { details });
}
