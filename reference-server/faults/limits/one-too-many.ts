import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** One message more than allowed is taken. */
export const fault = faultAt(seams.count, {
  breaks: ['autosdlc/rate-limit/ping', 'cloud/rate-limit/per-client', 'mxf/rate-limit/messages'],
  around: (hit) => {
    const generous = new WeakSet<object>();
    return ({ part, args, proceed }) => {
      const refusal = proceed(...args);
      if (!refusal || generous.has(part)) return refusal;
      generous.add(part);
      hit();
      return undefined;
    };
  },
});
