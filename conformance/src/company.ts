import type { CheckOutcome } from './check.ts';

/** Which checks a subject served at the same time. */
export interface Company {
  /** Those that ran beside a check, those that began last first. */
  beside(outcome: CheckOutcome): CheckOutcome[];
  /** Those that had sent something shortly before a time, milliseconds of performance.now(); the last one first. */
  senders(outcome: CheckOutcome, beforeMs: number): CheckOutcome[];
}

/** What a frame causes comes no later, milliseconds. */
const EFFECT_MS = 1_000;

export function companyOf(outcomes: readonly CheckOutcome[]): Company {
  const played = outcomes.filter(({ startedMs }) => startedMs !== undefined);
  const others = (outcome: CheckOutcome): CheckOutcome[] => played.filter(({ check }) => check.id !== outcome.check.id);
  return {
    beside: (outcome) =>
      others(outcome)
        .filter((other) => beginOf(other) < endOf(outcome) && beginOf(outcome) < endOf(other))
        .sort((one, other) => beginOf(other) - beginOf(one)),
    senders: (outcome, beforeMs) =>
      others(outcome)
        .map((other) => ({ other, sentMs: lastSentMs(other, beforeMs) }))
        .filter(({ sentMs }) => sentMs > beforeMs - EFFECT_MS)
        .sort((one, other) => other.sentMs - one.sentMs)
        .map(({ other }) => other),
  };
}

const beginOf = ({ startedMs = 0 }: CheckOutcome): number => startedMs;
const endOf = ({ startedMs = 0, durationMs }: CheckOutcome): number => startedMs + durationMs;

/** When a check last sent something before a time; never, when it had not. */
function lastSentMs({ transcript, startedMs = 0 }: CheckOutcome, beforeMs: number): number {
  const entry = transcript.findLast(({ event, atMs }) => event === 'sent' && startedMs + atMs <= beforeMs);
  return entry ? startedMs + entry.atMs : Number.NEGATIVE_INFINITY;
}
