import type { RateLimit } from '../../src/rate-limit.ts';
import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Who was refused once is refused for ever. */
export const fault = faultAt(seams.count, {
  breaks: ['autosdlc/rate-limit/window', 'mxf/rate-limit/recovery'],
  around: (hit) => {
    const refused = new WeakMap<object, ReturnType<RateLimit['count']>>();
    return ({ part, args, proceed }) => {
      const refusal = proceed(...args) ?? refused.get(part);
      if (refusal) {
        hit();
        refused.set(part, refusal);
      }
      return refusal;
    };
  },
});
