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
    let other: { answer(draft: Message, inReplyTo: unknown): void } | undefined;
    return ({ part, args, proceed }) => {
      const [draft] = args;
      if (!isError(draft)) {
        other = part;
        return proceed(...args);
      }
      if (part === other) return proceed(...args);
      hit();
      other?.answer(...args);
    };
  },
});
