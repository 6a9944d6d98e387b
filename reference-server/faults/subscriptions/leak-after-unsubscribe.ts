import { faultAt } from '../fault.ts';
import { otherwise } from '../membership.ts';
import { seams } from '../seams.ts';

/** Who has unsubscribed is sent on. */
export const fault = faultAt(seams.enter, {
  breaks: ['autosdlc/subscribe/unsubscribe', 'mxf/channels/left'],
  around:
    (hit) =>
    ({ args, proceed }) => {
      const membership = proceed(...args);
      return otherwise(membership, {
        unsubscribe(id) {
          hit();
          return membership.subscriptions.get(id);
        },
      });
    },
});
