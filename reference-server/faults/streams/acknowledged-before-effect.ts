import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** A memory is said to be written, and is later. */
export const fault = faultAt(seams.remember, {
  breaks: ['mxf/memory/update'],
  around:
    (hit) =>
    async ({ args, proceed }) => {
      hit();
      setTimeout(() => void proceed(...args), 200);
    },
});
