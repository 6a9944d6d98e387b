import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Of every three events for one client the third never arrives, though it counts as taken. */
export const fault = faultAt(seams.deliver, {
  breaks: ['autosdlc/events/order', 'cloud/chat/order', 'mxf/messages/order'],
  around: (hit) => {
    const delivered = new WeakMap<object, number>();
    return ({ part, args, proceed }) => {
      const count = (delivered.get(part) ?? 0) + 1;
      delivered.set(part, count);
      if (count % 3 !== 0) return proceed(...args);
      hit();
      return true;
    };
  },
});
