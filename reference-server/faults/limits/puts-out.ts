import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Who goes beyond a limit is put out at once. */
export const fault = faultAt(seams.count, {
  breaks: ['autosdlc/rate-limit/refusal', 'mxf/rate-limit/stays-open'],
  around:
    (hit) =>
    ({ args, proceed }) => {
      const refusal = proceed(...args);
      if (!refusal) return undefined;
      hit();
      return { ...refusal, isLast: true };
    },
});
