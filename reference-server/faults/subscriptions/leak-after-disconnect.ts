import type { Subscription } from '../../src/hub/space.ts';
import { faultAt } from '../fault.ts';
import { otherwise } from '../membership.ts';
import { seams } from '../seams.ts';

/** A user gets on what their former connections had subscribed to. */
export const fault = faultAt(seams.enter, {
  breaks: ['autosdlc/subscribe/end-with-connection'],
  around: (hit) => {
    const left = new Map<string, Subscription[]>();
    return ({ args, proceed }) => {
      const [, , { userId = '' }] = args;
      const membership = proceed(...args);
      for (const subscription of left.get(userId) ?? []) {
        hit();
        membership.subscribe(subscription);
      }
      return otherwise(membership, {
        leave() {
          left.set(userId, [...(left.get(userId) ?? []), ...membership.subscriptions.values()]);
          membership.leave();
        },
      });
    };
  },
});
