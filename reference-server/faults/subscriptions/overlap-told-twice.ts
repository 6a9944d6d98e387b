import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Who has two subscriptions gets everything twice. */
export const fault = faultAt(seams.deliver, {
  breaks: ['autosdlc/subscribe/once'],
  around:
    (hit) =>
    ({ part, args, proceed }) => {
      if ((part.membership?.subscriptions.size ?? 0) > 1) {
        hit();
        proceed(...args);
      }
      return proceed(...args);
    },
});
