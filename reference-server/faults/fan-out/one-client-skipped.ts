import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Of several clients the last one is left out. */
export const fault = faultAt(seams.members, {
  breaks: ['cloud/notification/broadcast', 'devmentor/events/everyone'],
  around:
    (hit) =>
    ({ proceed }) => {
      const all = proceed();
      if (all.size < 2) return all;
      hit();
      return new Set([...all].slice(0, -1));
    },
});
