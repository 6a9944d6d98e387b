import type { Profile } from '@agentwire/generated/model';
import type { CheckOutcome, Decision } from './check.ts';
import { channelOf } from './protocol.ts';

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
 * each tells the shortest run in which it was seen.
 */
export function observation(profile: Profile, outcomes: readonly CheckOutcome[]): CheckOutcome[] {
  const sightings = outcomes
    .filter((outcome) => outcome.check.profile === profile.id)
    .flatMap((outcome) =>
      outcome.decisions.filter((decision) => decision.observed).map((decision): Sighting => ({ decision, outcome })),
    );
  const byRequirement = Map.groupBy(sightings, ({ decision }) => decision.requirement);
  return [...byRequirement].map(([requirement, seen]) => {
    const faults = [...Map.groupBy(seen, ({ decision }) => decision.expected ?? '').values()].map(told);
    const { outcome } = shortest(seen);
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
    };
  });
}

const shortest = (seen: readonly Sighting[]): Sighting =>
  seen.reduce((best, one) => (one.outcome.transcript.length < best.outcome.transcript.length ? one : best));

/** One decision for all sightings of one fault. */
function told(seen: readonly Sighting[]): Decision {
  const { decision, outcome } = shortest(seen);
  const times = seen.length === 1 ? '' : `, in ${seen.length} checks`;
  return { ...decision, reason: `${decision.reason}${times}`, at: `${outcome.check.id}, ${decision.at}` };
}
