import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** What is to wait for a client is lost. */
export const fault = faultAt(seams.push, {
  breaks: ['devmentor/queue/offline'],
  around: (hit) => async () => {
    hit();
    return 0;
  },
});
