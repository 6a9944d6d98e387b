import { faultAt } from '../fault.ts';
import { isError } from '../message.ts';
import { seams } from '../seams.ts';

/** Whoever makes a mistake is put out. */
export const fault = faultAt(seams.answer, {
  breaks: [
    'autosdlc/errors/unknown-type',
    'cloud/errors/unknown-type',
    'codex/errors/unknown-type',
    'devmentor/errors/unknown-type',
    'mxf/errors/unknown-event-open',
  ],
  around:
    (hit) =>
    ({ part, args, proceed }) => {
      proceed(...args);
      if (!isError(args[0])) return;
      hit();
      part.close('done');
    },
});
