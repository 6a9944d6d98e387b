import type { CheckOutcome, CheckPlan, Decision } from './check.ts';
import { counted } from './report/counted.ts';
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
/** So many checks that were under way are named beside the likeliest. */
const NAMED = 4;

/** Whether a connection ended without a word. */
const isCut = (entry: Entry): boolean => entry.event === 'closed' && entry.text.startsWith('1006');

/** Whether none could be opened any more, for want of any HTTP answer. */
const isUnanswered = ({ event, text }: Entry): boolean => event === 'refused' && !text.includes('refused with HTTP');

/**
 * Whether the end of the subject could have made this outcome: it is no plain pass, or a connection of it
 * was cut off. Such an outcome stands only when the subject has answered after the check was over.
 */
export const isDoubtful = ({ decisions, transcript }: CheckOutcome): boolean =>
  transcript.some((entry) => isCut(entry) || isUnanswered(entry)) ||
  (transcript.length > 0 && decisions.some((decision) => decision.outcome !== 'pass'));

/** What a check is worth during which the subject ended: nothing, save the broken frames that had come before. */
export function interrupted(outcome: CheckOutcome): CheckOutcome {
  const { check } = outcome;
  const seen = outcome.decisions.filter((decision) => decision.observed && !decision.blocks);
  const silent = check.requirements.filter((id) => outcome.decisions.every(({ requirement }) => requirement !== id));
  const open = (requirement: string, before?: Decision): Decision => ({
    requirement,
    outcome: 'inconclusive',
    reason: 'the subject ended meanwhile',
    ...(before?.at === undefined ? {} : { at: before.at }),
    ...(before?.reason ? { actual: before.reason } : {}),
  });
  const others = outcome.decisions.filter((decision) => !seen.includes(decision));
  const decisions = [
    ...seen,
    ...others.map((decision) => open(decision.requirement, decision)),
    ...silent.map((requirement) => open(requirement)),
  ];
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

/** Checks that sent something to a subject that then ended; the others came too late to have ended it. */
export const candidates = (underWay: readonly CheckOutcome[]): CheckOutcome[] =>
  underWay.filter(({ transcript }) => transcript.some((entry) => entry.event === 'sent'));

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
  return (first ?? fallback)?.outcome;
}

/** The check that was the last to send something to which nothing was cut off. */
export function lastSpeaker(outcomes: readonly CheckOutcome[]): CheckOutcome | undefined {
  const sentMs = ({ transcript, startedMs = 0 }: CheckOutcome): number =>
    startedMs + (transcript.findLast((entry) => entry.event === 'sent')?.atMs ?? 0);
  return candidates(outcomes)
    .filter(({ transcript }) => !transcript.some(isCut))
    .sort((left, right) => sentMs(right) - sentMs(left))[0];
}

/** How sure the kit is of the check that it blames. */
export type Certainty =
  /** Played alone, it ends the subject again. */
  | 'again'
  /** It was the only one under way. */
  | 'only'
  /** The subject ended when it was over, before another one sent anything. */
  | 'before'
  /** One of several that were under way side by side, the likeliest one by its frames. */
  | { among: readonly CheckOutcome[]; alone: 'not-again' | 'not-tried' };

export interface Blame {
  requirement: string | undefined;
  certainty: Certainty;
  known: ReadonlySet<string>;
}

/** The crash as a decision of the check that is blamed for it, and as the reader is told. */
export function crash(culprit: CheckOutcome, ending: Ending, blame: Blame): { outcome: CheckOutcome; ended: Ended } {
  const { requirement, certainty } = blame;
  const sentence = `the subject ended ${occasion(culprit, blame)}: ${ending.how}${doubt(culprit, certainty)}`;
  const told: Ended = { ...ending, requirement, sentence };
  const left = certainty === 'before' ? culprit : interrupted(culprit);
  if (requirement === undefined) return { outcome: left, ended: told };
  const decision: Decision = {
    requirement,
    outcome: 'fail',
    reason: sentence,
    expected: 'a subject that is still there',
    actual: [ending.how, ...ending.lastWords].join(' | '),
  };
  const others = left.decisions.filter((one) => one.requirement !== requirement);
  return { outcome: { ...left, decisions: [...others, decision] }, ended: told };
}

function occasion(culprit: CheckOutcome, { certainty, known }: Blame): string {
  const frame = lastFrame(culprit, known)?.text;
  const after = frame === undefined ? '' : `, after the frame ${shortened(frame)}`;
  const { id } = culprit.check;
  if (certainty === 'before') return `after ${id}, whose last frame was ${shortened(frame ?? '')}`;
  if (typeof certainty === 'string' || certainty.among.length === 1) return `during ${id}${after}`;
  return `while ${counted(certainty.among.length, 'check')} were under way, most likely during ${id}${after}`;
}

function doubt(culprit: CheckOutcome, certainty: Certainty): string {
  if (typeof certainty === 'string') return '';
  if (certainty.alone === 'not-again') return '; played alone, the check does not end it';
  const beside = certainty.among.filter((one) => one !== culprit).map(({ check }) => check.id);
  if (beside.length === 0) return '';
  const left = beside.length - NAMED;
  const names = `${beside.slice(0, NAMED).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
  return `; also under way: ${names} (--workers 1 tells which it is)`;
}

const shortened = (text: string): string =>
  text.length > LONGEST_FRAME ? `${text.slice(0, LONGEST_FRAME)}…` : text === '' ? '(empty)' : text;
