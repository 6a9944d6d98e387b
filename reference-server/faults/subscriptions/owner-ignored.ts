import type { Membership } from '../../src/hub/space.ts';
import { faultAt } from '../fault.ts';
import { otherwise } from '../membership.ts';
import { seams } from '../seams.ts';

/** Anybody ends the subscriptions of anybody. */
export const fault = faultAt(seams.enter, {
  breaks: ['autosdlc/subscribe/owner'],
  around: (hit) => {
    const all = new Set<Membership>();
    return ({ args, proceed }) => {
      const membership = proceed(...args);
      all.add(membership);
      return otherwise(membership, {
        unsubscribe(id) {
          const own = membership.unsubscribe(id);
          for (const other of all) {
            if (!own && other.unsubscribe(id)) hit();
          }
          return own;
        },
      });
    };
  },
});
