import { faultAt } from '../fault.ts';
import { isError, type Message } from '../message.ts';
import { seams } from '../seams.ts';

/**
 * Of the first mistake somebody else is told who is there, and of all others nobody: two who make the same mistake
 * would take each other's answer for their own.
 */
export const fault = faultAt(seams.answer, {
  breaks: [
    'autosdlc/errors/malformed-json',
    'codex/errors/malformed-json',
    'devmentor/errors/malformed-json',
    'mxf/errors/generic',
  ],
  around: (hit) => {
    const answered = new Set<{ answer(draft: Message, inReplyTo: unknown): void; readonly ended: AbortSignal }>();
    // What goes to the other one comes by here too.
    let isPassedOn = false;
    let isToldOfOne = false;
    return ({ part, args, proceed }) => {
      if (isPassedOn) return proceed(...args);
      const [draft] = args;
      if (!isError(draft)) {
        answered.delete(part);
        answered.add(part);
        return proceed(...args);
      }
      hit();
      if (isToldOfOne) return;
      const other = [...answered].findLast((one) => one !== part && !one.ended.aborted);
      isToldOfOne = other !== undefined;
      isPassedOn = true;
      other?.answer(...args);
      isPassedOn = false;
    };
  },
});
