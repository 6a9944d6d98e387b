import type { Direction, Message, Profile } from '@agentwire/generated/model';
import type { CheckOutcome, Decision } from './check.ts';
import { isObject } from './json.ts';
import { carries, channelOf } from './protocol.ts';
import { counted } from './report/counted.ts';
import type { Entry } from './wire/transcript.ts';

/** A longer fault is cut in the id of its check. */
const LONGEST_SLUG = 80;

/** A check keeps what was observed on the way only where that is what it is about. */
export function withoutObserved(outcome: CheckOutcome): CheckOutcome {
  const own = outcome.decisions.filter(
    (decision) => !decision.observed || outcome.check.requirements.includes(decision.requirement),
  );
  return { ...outcome, decisions: own };
}

/** A broken frame that a check has received. */
export interface Sighting {
  decision: Decision;
  outcome: CheckOutcome;
}

export const sightingsIn = (outcome: CheckOutcome): Sighting[] =>
  outcome.decisions.filter((decision) => decision.observed).map((decision) => ({ decision, outcome }));

/** The same for all sightings of one fault of one requirement. */
export const faultOf = ({ decision }: Sighting): string => `${decision.requirement}: ${decision.expected ?? ''}`;

/** Those first whose own frames caused it, the shortest run before others. */
export function byClarity(profile: Profile, seen: readonly Sighting[]): Sighting[] {
  const length = ({ outcome }: Sighting): number => outcome.transcript.length;
  return seen
    .map((sighting) => ({ sighting, rank: isCause(profile, sighting) ? 0 : 1 }))
    .sort((left, right) => left.rank - right.rank || length(left.sighting) - length(right.sighting))
    .map(({ sighting }) => sighting);
}

/**
 * What looking at every received frame has shown, as a check of its own for each fault, with the evidence of
 * the one run that shows it best.
 */
export function observation(profile: Profile, outcomes: readonly CheckOutcome[]): CheckOutcome[] {
  const sightings = outcomes.filter((outcome) => outcome.check.profile === profile.id).flatMap(sightingsIn);
  return [...Map.groupBy(sightings, faultOf).values()].flatMap((seen): CheckOutcome[] => {
    const [best] = byClarity(profile, seen);
    if (!best) return [];
    const { decision, outcome } = best;
    const times = seen.length === 1 ? '' : `, in ${counted(seen.length, 'check')}`;
    return [
      {
        check: {
          id: [profile.id, 'frames', topicOf(decision.requirement), slug(decision.expected ?? '')].join('/'),
          title: 'every received frame keeps its schema',
          profile: profile.id,
          kind: 'observed',
          source: channelOf(profile).source,
          requirements: [decision.requirement],
          needs: outcome.check.needs,
        },
        decisions: [{ ...decision, reason: `${decision.reason}${times}`, at: `${outcome.check.id}, ${decision.at}` }],
        transcript: outcome.transcript,
        durationMs: outcome.durationMs,
        again: outcome.again ?? [outcome.check],
      },
    ];
  });
}

/** `messages-pong` of `cloud/messages/pong`. */
const topicOf = (requirement: string): string => requirement.split('/').slice(1).join('-');

/** Words of a fault as the end of an id. */
const slug = (fault: string): string =>
  fault
    .replaceAll(/[^A-Za-z0-9_]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, LONGEST_SLUG);

/** Whether the check has sent, before it saw the fault, what a broken message answers or passes on. */
function isCause(profile: Profile, { decision, outcome }: Sighting): boolean {
  const { transcript } = outcome;
  const at = transcript.findIndex(({ event, fault }) => event === 'received' && fault === decision.expected);
  const messages = profile.channels.flatMap((channel) => channel.messages);
  const known = (entry: Entry | undefined, direction: Direction): Message[] => {
    const value = read(entry?.text ?? '');
    return messages.filter((message) => message.direction === direction && carries(message, value));
  };
  const broken = known(transcript[at], 'server-to-client');
  return transcript.slice(0, Math.max(0, at)).some((entry) => {
    if (entry.event !== 'sent') return false;
    const sent = known(entry, 'client-to-server');
    return sent.some(({ name, replies }) => broken.some((one) => one.name === name || replies.includes(one.id)));
  });
}

/** The value of a frame; undefined when it is no JSON object or was cut. */
function read(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
