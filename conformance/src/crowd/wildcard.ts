import type { Channel, Profile } from '@agentwire/generated/model';
import type { CheckPlan, CheckResult, Decision } from '../check.ts';
import { firstCredential, presentByMessage } from '../credential.ts';
import type { Environment } from '../environment.ts';
import { at, brief } from '../json.ts';
import { observe } from '../observation.ts';
import type { Job } from '../plan.ts';
import { isPlayable } from '../protocol.ts';
import { mulberry32 } from '../shuffle.ts';
import { Connection, NotCome } from '../wire/connection.ts';
import { handshake } from '../wire/handshake.ts';
import { Refused } from '../wire/link.ts';
import { Transcript } from '../wire/transcript.ts';
import { type Key, keysOf, type Pattern, patternsFor, subscribable, textOf } from './pairs.ts';
import { matchesPattern } from './pattern.ts';

/** The sentence about patterns, by profile; a subscription gives resource, resourceId and events. */
const REQUIREMENTS: Record<string, string> = { autosdlc: 'autosdlc/subscribe/pattern-star' };

/** So many patterns, each asked about so many keys. */
const PATTERNS = 20;
const KEYS = 15;
const SEED = 300;
const LIMIT_MS = 60_000;
/** Wrong pairs that are told. */
const TOLD = 3;

/** A check that holds a server's matching against an oracle, over generated pairs of pattern and key. */
export function wildcardJobs(profile: Profile): Job[] {
  const requirement = REQUIREMENTS[profile.id];
  const channel = profile.channels.find((one) => isPlayable(one) && subscribable(one).length > 0);
  if (requirement === undefined || !channel) return [];
  const check: CheckPlan = {
    id: `${profile.id}/crowd/wildcards`,
    title: `${PATTERNS * KEYS} generated pairs of pattern and key match as the sentence says`,
    profile: profile.id,
    kind: 'crowd',
    source: channel.source,
    requirements: [requirement],
    needs: ['emit', 'identity'],
  };
  const job: Job = {
    profile: profile.id,
    checks: [check],
    phase: 'parallel',
    locks: [],
    ownProcess: false,
    limitMs: LIMIT_MS,
    run: async (environment) => new Map([[check.id, await play(environment, channel, requirement)]]),
    only: () => job,
  };
  return [job];
}

async function play(environment: Environment, channel: Channel, requirement: string): Promise<CheckResult> {
  const transcript = new Transcript();
  const decisions: Decision[] = [];
  const open: Connection[] = [];
  const prefix = `${environment.runId}w`;
  const random = mulberry32(SEED);
  const keys = keysOf(channel, { count: KEYS, prefix, random });
  const patterns = patternsFor(keys, { count: PATTERNS, prefix, random });
  try {
    const subscribers = [];
    for (const [index, pattern] of patterns.entries()) {
      const connection = await connected(`client-${index + 1}`, { environment, channel, transcript, decisions });
      open.push(connection);
      subscribers.push({ connection, pattern });
      await subscribed(connection, pattern);
    }
    for (const key of keys) await published(key, environment, transcript);
    const wrong = (await Promise.all(subscribers.map((one) => wrongPairs(one, keys)))).flat();
    decisions.push({ requirement, ...verdict(wrong), at: `${patterns.length * keys.length} pairs, seed ${SEED}` });
  } catch (error) {
    decisions.push({ requirement, ...undecided(error), at: `${open.length} subscribers` });
  } finally {
    await Promise.all(open.map((connection) => connection.end()));
  }
  return { decisions, transcript: transcript.entries(), startedMs: transcript.startedMs };
}

const verdict = (wrong: readonly string[]): Pick<Decision, 'outcome' | 'reason' | 'expected' | 'actual'> =>
  wrong.length === 0
    ? { outcome: 'pass', reason: '' }
    : {
        outcome: 'fail',
        reason: `${wrong.length} pairs match otherwise than the sentence says`,
        expected: 'a delivery where pattern and key match, and none elsewhere',
        actual: wrong.slice(0, TOLD).join('; '),
      };

function undecided(error: unknown): Pick<Decision, 'outcome' | 'reason'> {
  if (error instanceof Refused && error.status === 0)
    return { outcome: 'inconclusive', reason: `the subject cannot be reached: ${error.message}` };
  if (error instanceof Refused || error instanceof NotCome || error instanceof EmitFailed)
    return { outcome: 'untestable', reason: error.message };
  throw error;
}

interface Site {
  environment: Environment;
  channel: Channel;
  transcript: Transcript;
  decisions: Decision[];
}

async function connected(name: string, site: Site): Promise<Connection> {
  const { environment, channel, transcript, decisions } = site;
  const credentials = firstCredential(environment.profile, channel, environment.identities);
  const connection = await Connection.open({
    name,
    channel,
    handshake: handshake({ url: environment.address(channel), credentials }),
    judge: environment.judge,
    transcript,
    answerPings: 'answer',
    timeoutMs: environment.timeoutMs,
    onReceived: (received) => observe(decisions, received, 'matching patterns'),
  });
  await presentByMessage(connection, credentials);
  return connection;
}

async function subscribed(connection: Connection, { resource, resourceId, event }: Pattern): Promise<void> {
  const data = { subscriptionId: 'wildcards', resource, resourceId, events: [event] };
  connection.send(JSON.stringify({ type: 'subscribe', data }));
  await connection.barrier();
}

class EmitFailed extends Error {}

async function published(key: Key, environment: Environment, transcript: Transcript): Promise<void> {
  const { emit, identities, profile } = environment;
  if (!emit) throw new Error('no way to emit');
  transcript.note(`emit as publisher: ${brief(key.message, 200)}`);
  const token = identities.has('publisher') ? { token: identities.token('publisher') } : {};
  await emit({ profile: profile.id, message: key.message, ...token }).catch((error: Error) => {
    throw new EmitFailed(error.message);
  });
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
