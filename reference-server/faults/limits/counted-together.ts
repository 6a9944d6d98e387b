import type { RateLimit } from '../../src/rate-limit.ts';
import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** All clients share one limit. */
export const fault = faultAt(seams.count, {
  breaks: ['autosdlc/rate-limit/per-client', 'mxf/rate-limit/per-agent'],
  around: (hit) => {
    let one: RateLimit | undefined;
    return ({ part, args, proceed }) => {
      one ??= part;
      if (part === one) return proceed(...args);
      hit();
      return one.count(...args);
    };
  },
});
