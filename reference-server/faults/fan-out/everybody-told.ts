import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** What is meant for some is told to all. */
export const fault = faultAt(seams.subscribers, {
  breaks: ['autosdlc/subscribe/only-matching', 'mxf/messages/direct-only', 'mxf/messages/members-only'],
  around:
    (hit) =>
    ({ part, args, proceed }) => {
      const all = new Set(part.members().keys());
      if (all.size > proceed(...args).size) hit();
      return all;
    },
});
