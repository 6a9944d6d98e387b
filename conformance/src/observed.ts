import type { Direction, Message, Profile } from '@agentwire/generated/model';
import type { CheckOutcome, Decision } from './check.ts';
import { isObject } from './json.ts';
import { carries, channelOf } from './protocol.ts';
import type { Entry } from './wire/transcript.ts';

/** A check keeps what was observed on the way only where that is what it is about. */
export function withoutObserved(outcome: CheckOutcome): CheckOutcome {
  const own = outcome.decisions.filter(
    (decision) => !decision.observed || outcome.check.requirements.includes(decision.requirement),
  );
  return { ...outcome, decisions: own };
}

interface Sighting {
  decision: Decision;
  outcome: CheckOutcome;
}

/**
 * What looking at every received frame has shown, as a check of its own for each broken requirement;
 * each tells the shortest run in which it was seen, of those whose own frames caused it where there are any.
 */
export function observation(profile: Profile, outcomes: readonly CheckOutcome[]): CheckOutcome[] {
  const sightings = outcomes
    .filter((outcome) => outcome.check.profile === profile.id)
    .flatMap((outcome) =>
      outcome.decisions.filter((decision) => decision.observed).map((decision): Sighting => ({ decision, outcome })),
    );
  const byRequirement = Map.groupBy(sightings, ({ decision }) => decision.requirement);
  return [...byRequirement].map(([requirement, seen]) => {
    const faults = [...Map.groupBy(seen, ({ decision }) => decision.expected ?? '').values()].map((same) =>
      told(profile, same),
    );
    const { outcome } = clearest(profile, seen);
    return {
      check: {
        id: `${profile.id}/frames/${requirement.split('/').slice(1).join('-')}`,
        title: 'every received frame keeps its schema',
        profile: profile.id,
        kind: 'observed',
        source: channelOf(profile).source,
        requirements: [requirement],
        needs: outcome.check.needs,
      },
      decisions: faults,
      transcript: outcome.transcript,
      durationMs: outcome.durationMs,
      again: outcome.check,
    };
  });
}

function clearest(profile: Profile, seen: readonly Sighting[]): Sighting {
  const ranked = seen.map((sighting) => ({ sighting, rank: isCause(profile, sighting) ? 0 : 1 }));
  const length = ({ outcome }: Sighting): number => outcome.transcript.length;
  const [best] = ranked.sort((left, right) => left.rank - right.rank || length(left.sighting) - length(right.sighting));
  return (best as (typeof ranked)[number]).sighting;
}

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

/** One decision for all sightings of one fault. */
function told(profile: Profile, seen: readonly Sighting[]): Decision {
  const { decision, outcome } = clearest(profile, seen);
  const times = seen.length === 1 ? '' : `, in ${seen.length} checks`;
  return { ...decision, reason: `${decision.reason}${times}`, at: `${outcome.check.id}, ${decision.at}` };
}
