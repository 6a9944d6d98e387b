import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Whoever comes back begins anew. */
export const fault = faultAt(seams.missed, {
  breaks: ['devmentor/events/replay'],
  around: (hit) => () => {
    hit();
    return [];
  },
});
