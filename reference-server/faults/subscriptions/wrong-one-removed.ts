import { faultAt } from '../fault.ts';
import { otherwise } from '../membership.ts';
import { seams } from '../seams.ts';

/** Another subscription ends than was said. */
export const fault = faultAt(seams.enter, {
  breaks: ['autosdlc/subscribe/unsubscribe'],
  around:
    (hit) =>
    ({ args, proceed }) => {
      const membership = proceed(...args);
      return otherwise(membership, {
        unsubscribe(id) {
          const meant = membership.subscriptions.get(id);
          const other = [...membership.subscriptions.keys()].find((candidate) => candidate !== id);
          if (!meant || other === undefined) return membership.unsubscribe(id);
          hit();
          membership.unsubscribe(other);
          return meant;
        },
      });
    },
});
