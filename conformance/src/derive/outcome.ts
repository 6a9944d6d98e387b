import type { Decision } from '../check.ts';
import { brief } from '../json.ts';
import type { NotCome, Received } from '../wire/connection.ts';
import type { DerivedCheck } from './derived-check.ts';

/** What came after a frame, up to the barrier's answer. */
export interface Aftermath {
  refusal: Received | undefined;
  /** The same refusal once more. */
  repeated: Received | undefined;
  /** An answer of the message's own that says no: its credential is not accepted. */
  decline: Received | undefined;
  /** Why the barrier was not answered. */
  broken: NotCome | undefined;
}

/** A valid frame that was sent before its broken twins. */
export interface Twin {
  /** Why it was not accepted; undefined when it was. */
  refused: string | undefined;
  /** Whether its credential was declined, which says nothing about its form. */
  declined: boolean;
}

export interface Judged extends Omit<Decision, 'requirement' | 'at'> {
  /** A valid message is what broke the connection. */
  breaks?: boolean;
}

const PASS: Judged = { outcome: 'pass', reason: '' };

/** Whether the message presents a credential, so that the server may end the connection over it. */
export const presents = (check: DerivedCheck): boolean => check.message?.facts.credential !== undefined;

const closes = (check: DerivedCheck): boolean => check.message?.facts.closes === true;

/** Whether the server may end the connection after the valid message. */
export const mayClose = (check: DerivedCheck): boolean => closes(check) || presents(check);

/** Whether nothing is left of the stage for another message of this kind. */
export const spent = (check: DerivedCheck, after: Aftermath): boolean =>
  check.message?.facts.spends === true && after.refusal === undefined;

export interface Context {
  twin: Twin | undefined;
  /** Name of the channel's refusal. */
  refusal: string;
  /** Path parameters for which the operator has given no value. */
  guessed: string[];
  /** What its frame speaks of and the server has not given. */
  lacking?: string | undefined;
}

/** What a check's frame has shown. */
export function judged(check: DerivedCheck, after: Aftermath, context: Context): Judged {
  if (check.expectation === 'accepted') return accepted(check, after, context);
  const answered = after.refusal ?? after.decline;
  const mayBreak = check.expectation === 'refused' && answered !== undefined && presents(check);
  if (after.broken && !mayBreak) {
    const reason = 'the connection does not survive it';
    return { outcome: 'fail', reason, expected: 'an open connection', actual: after.broken.message };
  }
  return check.expectation === 'survived' ? PASS : refused(check, after, context);
}

function accepted(check: DerivedCheck, { refusal, broken }: Aftermath, { guessed, lacking }: Context): Judged {
  if (refusal && lacking) return { outcome: 'untestable', reason: lacking, actual: brief(refusal.value) };
  if (refusal && guessed.length > 0) {
    const what = guessed.map((name) => `--parameter ${name}=…`).join(' ');
    const where = `profiles.${check.profile}.parameters in its manifest`;
    return {
      outcome: 'untestable',
      reason: `it takes something that the subject knows: ${what}, the channel's full address as --url, or ${where}`,
      actual: brief(refusal.value),
    };
  }
  if (refusal) {
    return {
      outcome: 'fail',
      reason: 'a valid message is refused',
      expected: 'no refusal',
      actual: brief(refusal.value),
    };
  }
  if (closes(check)) {
    if (broken?.closed) return PASS;
    const reason = 'the connection stays open after a message that ends it';
    return { outcome: 'fail', reason, expected: 'a close', actual: 'an open connection' };
  }
  if (!broken || presents(check)) return PASS;
  const reason = 'a valid message breaks the connection';
  return { outcome: 'fail', reason, expected: 'an open connection', actual: broken.message, breaks: true };
}

function refused(check: DerivedCheck, after: Aftermath, context: Context): Judged {
  if (after.repeated) {
    const actual = `2 × ${brief(after.repeated.value, 200)}`;
    return { outcome: 'fail', reason: 'a wrong frame is refused twice', expected: `one ${context.refusal}`, actual };
  }
  if (after.refusal) return PASS;
  if (after.decline) {
    const name = after.decline.message?.name ?? '';
    return context.twin?.declined
      ? { outcome: 'untestable', reason: `its valid twin is answered by ${name} too` }
      : { outcome: 'pass-non-strict', reason: `declined by ${name}` };
  }
  return {
    outcome: 'fail',
    reason: 'a wrong frame is not refused',
    expected: `${context.refusal} before the barrier's answer`,
    actual: `none after ${brief(check.text, 200)}`,
  };
}
