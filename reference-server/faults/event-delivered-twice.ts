import { faultAt } from './fault.ts';
import { seams } from './seams.ts';

/** Every event arrives twice. */
export const eventDeliveredTwice = faultAt(seams.deliver, {
  name: 'fan-out/event-delivered-twice',
  around:
    (hit) =>
    ({ args, proceed }) => {
      hit();
      proceed(...args);
      return proceed(...args);
    },
});
