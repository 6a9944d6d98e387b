import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Of several operations those before the wrong one are done. */
export const fault = faultAt(seams.remember, {
  breaks: ['mxf/memory/bulk-whole'],
  around:
    (hit) =>
    async ({ args: [tenant, operations, bounds], proceed }) => {
      if (operations.length > 1) hit();
      for (const operation of operations) await proceed(tenant, [operation], bounds);
    },
});
