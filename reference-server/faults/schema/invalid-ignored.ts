import { faultAt } from '../fault.ts';
import { codeOf, isError } from '../message.ts';
import { seams } from '../seams.ts';

/** Who sends what breaks its schema is told nothing. */
export const fault = faultAt(seams.answer, {
  breaks: [
    'autosdlc/errors/invalid-message',
    'cloud/errors/invalid-message',
    'codex/errors/invalid-request',
    'devmentor/errors/invalid-message',
    'mxf/errors/invalid-payload',
  ],
  around:
    (hit) =>
    ({ args, proceed }) => {
      const [draft] = args;
      if (!isError(draft) || !/invalid|validation/i.test(codeOf(draft))) return proceed(...args);
      hit();
    },
});
