import { faultAt } from '../fault.ts';
import { isError, type Message } from '../message.ts';
import { seams } from '../seams.ts';

/** Somebody else is told of a mistake, or nobody where nobody else is there. */
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
    return ({ part, args, proceed }) => {
      if (isPassedOn) return proceed(...args);
      const [draft] = args;
      if (!isError(draft)) {
        answered.delete(part);
        answered.add(part);
        return proceed(...args);
      }
      const other = [...answered].findLast((one) => one !== part && !one.ended.aborted);
      hit();
      isPassedOn = true;
      other?.answer(...args);
      isPassedOn = false;
    };
  },
});
