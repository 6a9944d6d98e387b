import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Who names a client gets what waits for it. */
export const fault = faultAt(seams.claim, {
  breaks: ['devmentor/queue/owner'],
  around:
    (hit) =>
    ({ args: [identification], proceed }) => {
      const { presented } = identification;
      if (presented === undefined) return proceed(identification);
      hit();
      return Promise.resolve(presented);
    },
});
