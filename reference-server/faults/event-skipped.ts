import { faultAt } from './fault.ts';
import { seams } from './seams.ts';

/** Of every three events for one client the third never arrives, though it counts as taken. */
export const eventSkipped = faultAt(seams.deliver, {
  name: 'fan-out/event-skipped',
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
