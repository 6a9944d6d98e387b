import type { CheckOutcome, CheckPlan, Decision } from './check.ts';
import type { Entry } from './wire/transcript.ts';

/** How a subject ended that was not asked to. */
export interface Ending {
  /** `its process ended with exit code 1`, `nothing answers at HOST any more (ECONNREFUSED)`. */
  how: string;
  /** The last lines that a process of the kit wrote to stderr. */
  lastWords: string[];
}

/** The end of a subject as the reader is told. */
export interface Ended extends Ending {
  /** Requirement that it breaks; undefined for a profile without one. */
  requirement: string | undefined;
  /** One sentence with the check and the frame. */
  sentence: string;
}

/** Frames that had been on the way for longer when the sockets closed did not end the subject, milliseconds. */
const RECENT_MS = 500;
const LONGEST_FRAME = 160;

/** Whether a connection ended without a word. */
const isCut = (entry: Entry): boolean => entry.event === 'closed' && entry.text.startsWith('1006');

/** Whether none could be opened any more, for want of any HTTP answer. */
const isUnanswered = ({ event, text }: Entry): boolean => event === 'refused' && !text.includes('refused with HTTP');

/** The decisions of a check in which the subject ended: what failed for that reason alone stays open. */
export function leftOpen(outcome: CheckOutcome): CheckOutcome {
  if (!outcome.transcript.some((entry) => isCut(entry) || isUnanswered(entry))) return outcome;
  const open = (decision: Decision): boolean =>
    (decision.outcome === 'fail' || decision.outcome === 'untestable') &&
    (!decision.observed || decision.blocks === true);
  const decisions = outcome.decisions.map((decision): Decision => {
    if (!open(decision)) return decision;
    const { requirement, at, reason } = decision;
    return { requirement, outcome: 'inconclusive', reason: 'the subject ended meanwhile', at, actual: reason };
  });
  return { ...outcome, decisions };
}

/** The decisions of a check that is not played because the subject is gone. */
export function unplayed(check: CheckPlan): CheckOutcome {
  return {
    check,
    decisions: check.requirements.map((requirement) => ({
      requirement,
      outcome: 'inconclusive',
      reason: 'the subject is gone',
    })),
    transcript: [],
    durationMs: 0,
  };
}

interface Frame {
  text: string;
  /** Milliseconds of performance.now(). */
  sentMs: number;
}

/** Texts after which the subject has answered something: none of them ends it. */
export function harmless(outcomes: readonly CheckOutcome[]): Set<string> {
  return new Set(
    outcomes.flatMap(({ transcript }) => {
      const answered = transcript.findLastIndex((entry) => entry.event === 'received');
      return transcript.slice(0, answered + 1).flatMap((entry) => (entry.event === 'sent' ? [entry.text] : []));
    }),
  );
}

/** The first frame after the last answer that may be to blame; when all were answered, the last one. */
function lastFrame({ transcript, startedMs = 0 }: CheckOutcome, known: ReadonlySet<string>): Frame | undefined {
  const answered = transcript.findLastIndex((entry) => entry.event === 'received');
  const left = transcript.slice(answered + 1).filter((entry) => entry.event === 'sent');
  const frame =
    left.find((entry) => !known.has(entry.text)) ?? left[0] ?? transcript.findLast((entry) => entry.event === 'sent');
  return frame && { text: frame.text, sentMs: startedMs + frame.atMs };
}

/**
 * The check among those that were under way whose frame most likely ended the subject: a server reads one
 * frame after the other, so it is the first of those that were not answered, and never were elsewhere.
 */
export function suspect(outcomes: readonly CheckOutcome[], known: ReadonlySet<string>): CheckOutcome | undefined {
  const timed = outcomes.flatMap((outcome) => {
    const frame = lastFrame(outcome, known);
    const cut = outcome.transcript.find(isCut);
    return frame === undefined ? [] : [{ outcome, frame, cutMs: cut && (outcome.startedMs ?? 0) + cut.atMs }];
  });
  const fallback = timed.toSorted((left, right) => right.frame.sentMs - left.frame.sentMs)[0];
  const [first] = timed
    .filter(({ frame, cutMs }) => cutMs !== undefined && cutMs - frame.sentMs < RECENT_MS)
    .sort(
      (left, right) =>
        Number(known.has(left.frame.text)) - Number(known.has(right.frame.text)) ||
        left.frame.sentMs - right.frame.sentMs,
    );
  return (first ?? fallback)?.outcome ?? outcomes[0];
}

/** The crash as a decision of the check that is blamed for it, and as the reader is told. */
export function crash(
  culprit: CheckOutcome,
  ending: Ending,
  context: { requirement: string | undefined; alone: 'again' | 'not-again' | 'not-tried'; known: ReadonlySet<string> },
): { outcome: CheckOutcome; ended: Ended } {
  const frame = lastFrame(culprit, context.known)?.text;
  const after = frame === undefined ? '' : `, after the frame ${shortened(frame)}`;
  const alone = context.alone === 'not-again' ? '; played alone, the check does not end it' : '';
  const sentence = `the subject ended during ${culprit.check.id}${after}: ${ending.how}${alone}`;
  const { requirement } = context;
  if (requirement === undefined) return { outcome: culprit, ended: { ...ending, requirement, sentence } };
  const open = leftOpen(culprit);
  const decision: Decision = {
    requirement,
    outcome: 'fail',
    reason: sentence,
    expected: 'a subject that is still there',
    actual: [ending.how, ...ending.lastWords].join(' | '),
  };
  const others = open.decisions.filter((one) => one.requirement !== requirement);
  return {
    outcome: { ...open, decisions: [...others, decision] },
    ended: { ...ending, requirement, sentence },
  };
}

const shortened = (text: string): string =>
  text.length > LONGEST_FRAME ? `${text.slice(0, LONGEST_FRAME)}…` : text === '' ? '(empty)' : text;
