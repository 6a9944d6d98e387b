import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Whoever comes back gets what they have once more. */
export const fault = faultAt(seams.missed, {
  breaks: ['devmentor/events/replay'],
  around:
    (hit) =>
    ({ args: [, tenant], proceed }) => {
      hit();
      return proceed('', tenant);
    },
});
