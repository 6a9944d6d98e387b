import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** What is meant for one is told to all. */
export const fault = faultAt(seams.named, {
  breaks: ['cloud/notification/one-user'],
  around:
    (hit) =>
    ({ part, args, proceed }) => {
      const all = new Set(part.members().keys());
      if (all.size > proceed(...args).size) hit();
      return all;
    },
});
