import { faultAt } from '../fault.ts';
import { otherwise } from '../membership.ts';
import { seams } from '../seams.ts';

/** Subscriptions are confirmed and forgotten. */
export const fault = faultAt(seams.enter, {
  breaks: ['autosdlc/subscribe/delivery', 'mxf/messages/channel-message'],
  around:
    (hit) =>
    ({ args, proceed }) =>
      otherwise(proceed(...args), { subscribe: () => hit() }),
});
