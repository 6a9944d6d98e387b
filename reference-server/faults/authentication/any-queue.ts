import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Who names a client gets what waits for it. */
export const fault = faultAt(seams.claim, {
  breaks: ['devmentor/queue/owner'],
  around:
    (hit) =>
    ({ args: [owner, presented], proceed }) => {
      if (presented === undefined) return proceed(owner);
      hit();
      return Promise.resolve(presented);
    },
});
