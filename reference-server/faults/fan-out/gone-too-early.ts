import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Who still has a connection is said to be gone. */
export const fault = faultAt(seams.depart, {
  breaks: ['cloud/presence/last-connection'],
  around:
    (hit) =>
    ({ args: [identity, departure], proceed }) => {
      hit();
      return proceed(identity, { ...departure, isPresent: () => false });
    },
});
