import type { Profile } from '@agentwire/generated/model';
import type { Job } from '../job.ts';
import { at } from '../json.ts';
import { isPlayable } from '../protocol.ts';
import { mulberry32 } from '../shuffle.ts';
import { type Connection, NotCome } from '../wire/connection.ts';
import { type Crowd, crowdJob } from './crowd.ts';
import { type Key, keysOf, type Pattern, patternsFor, subscribable, textOf } from './pairs.ts';
import { matchesPattern } from './pattern.ts';

/** The sentence about patterns, by profile; a subscription gives resource, resourceId and events. */
const REQUIREMENTS: Record<string, string> = { autosdlc: 'autosdlc/subscribe/pattern-star' };

/** So many patterns, each asked about so many keys. */
const PATTERNS = 20;
const KEYS = 15;
const SEED = 300;
const LIMIT_MS = 60_000;

/** A check that holds a server's matching against an oracle, over generated pairs of pattern and key. */
export function wildcardJobs(profile: Profile): Job[] {
  const requirement = REQUIREMENTS[profile.id];
  const channel = profile.channels.find((one) => isPlayable(one) && subscribable(one).length > 0);
  if (requirement === undefined || !channel) return [];
  const check = {
    id: `${profile.id}/crowd/wildcards`,
    title: `${PATTERNS * KEYS} generated pairs of pattern and key match as the sentence says`,
    requirements: [requirement],
    needs: ['emit', 'identity'],
  };
  const play = (crowd: Crowd): Promise<void> => matchPairs(crowd, requirement);
  return [crowdJob({ check, channel, profile: profile.id, limitMs: LIMIT_MS, play })];
}

async function matchPairs(crowd: Crowd, requirement: string): Promise<void> {
  const prefix = `${crowd.environment.runId}w`;
  const random = mulberry32(SEED);
  const keys = keysOf(crowd.channel, { count: KEYS, prefix, random });
  const patterns = patternsFor(keys, { count: PATTERNS, prefix, random });
  crowd.place = `${patterns.length * keys.length} pairs, seed ${SEED}`;
  const subscribers = [];
  for (const [index, pattern] of patterns.entries()) {
    const connection = await crowd.connect(`client-${index + 1}`);
    subscribers.push({ connection, pattern });
    await subscribed(connection, pattern);
  }
  for (const key of keys) await crowd.emit(key.message);
  const wrong = (await Promise.all(subscribers.map((one) => wrongPairs(one, keys)))).flat();
  crowd.decide(requirement, {
    wrong,
    reason: `${wrong.length} pairs match otherwise than the sentence says`,
    expected: 'a delivery where pattern and key match, and none elsewhere',
  });
}

async function subscribed(connection: Connection, { resource, resourceId, event }: Pattern): Promise<void> {
  const data = { subscriptionId: 'wildcards', resource, resourceId, events: [event] };
  connection.send(JSON.stringify({ type: 'subscribe', data }));
  await connection.barrier();
}

/** Waits for what must come, then for the barrier behind which nothing more can; tells each pair that is wrong. */
async function wrongPairs(one: { connection: Connection; pattern: Pattern }, keys: readonly Key[]): Promise<string[]> {
  const { connection, pattern } = one;
  const came = (key: Key): number =>
    connection.inbox.filter(
      ({ message, value }) => message?.name === key.name && at(value, key.pointer) === key.resourceId,
    ).length;
  const wanted = keys.filter((key) => matchesPattern(textOf(pattern), textOf(key)));
  const all = (): true | undefined => wanted.every((key) => came(key) > 0) || undefined;
  await connection.until(all, { what: 'the events that match' }).catch((error: Error) => {
    if (!(error instanceof NotCome) || connection.closed) throw error;
  });
  await connection.barrier();
  return keys.flatMap((key) => {
    const expected = wanted.includes(key) ? 1 : 0;
    const times = came(key);
    return times === expected ? [] : [`${textOf(pattern)} of ${textOf(key)}: ${times} deliveries, not ${expected}`];
  });
}
