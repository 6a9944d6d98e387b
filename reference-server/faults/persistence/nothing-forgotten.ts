import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** What was deleted is still remembered. */
export const fault = faultAt(seams.remember, {
  breaks: ['mxf/memory/delete-all', 'mxf/memory/delete-key'],
  around:
    (hit) =>
    ({ args: [tenant, operations, bounds], proceed }) => {
      const writes = operations.filter(({ kind }) => kind === 'write');
      if (writes.length < operations.length) hit();
      return proceed(tenant, writes, bounds);
    },
});
