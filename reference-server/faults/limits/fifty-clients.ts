import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** There is room for fifty connections. */
export const fault = faultAt(seams.admit, {
  breaks: ['devmentor/limits/connections'],
  around:
    (hit) =>
    ({ part, args, proceed }) => {
      if (part.connections < 50) return proceed(...args);
      hit();
      return { status: 503, reason: 'there is no room' };
    },
});
