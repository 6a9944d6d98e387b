import { faultAt } from '../fault.ts';
import { codeOf, isError } from '../message.ts';
import { seams } from '../seams.ts';

/** Who sends a message that there is not is told nothing. */
export const fault = faultAt(seams.answer, {
  breaks: [
    'autosdlc/errors/unknown-type-error',
    'codex/errors/unknown-type-error',
    'devmentor/errors/unknown-type-error',
    'mxf/errors/unknown-event',
  ],
  around:
    (hit) =>
    ({ args, proceed }) => {
      const [draft] = args;
      const isUnknown = /unknown_type/i.test(codeOf(draft)) || /there is no event/.test(String(draft.payload?.message));
      if (!isError(draft) || !isUnknown) return proceed(...args);
      hit();
    },
});
