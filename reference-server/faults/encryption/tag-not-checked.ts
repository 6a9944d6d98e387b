import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** A payload that was changed on the way is passed on. */
export const fault = faultAt(seams.unseal, {
  breaks: ['mxf/mxp/tampered'],
  around:
    (hit) =>
    ({ args, proceed }) => {
      try {
        return proceed(...args);
      } catch {
        hit();
        return {};
      }
    },
});
