import { faultAt } from '../fault.ts';
import { isError, type Message } from '../message.ts';
import { seams } from '../seams.ts';

/** Somebody else is told of a mistake. */
export const fault = faultAt(seams.answer, {
  breaks: [
    'autosdlc/errors/malformed-json',
    'codex/errors/malformed-json',
    'devmentor/errors/unknown-type-error',
    'mxf/errors/generic',
  ],
  around: (hit) => {
    const answered = new Set<{ answer(draft: Message, inReplyTo: unknown): void }>();
    return ({ part, args, proceed }) => {
      const [draft] = args;
      if (!isError(draft)) {
        answered.delete(part);
        answered.add(part);
        return proceed(...args);
      }
      const other = [...answered].findLast((candidate) => candidate !== part);
      if (!other) return proceed(...args);
      hit();
      other.answer(...args);
    };
  },
});
