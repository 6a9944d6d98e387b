import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** What has expired is remembered. */
export const fault = faultAt(seams.recall, {
  breaks: ['mxf/memory/expired'],
  around:
    (hit) =>
    async ({ args: [tenant, target, nowMs], proceed }) => {
      const valid = await proceed(tenant, target, nowMs);
      const all = await proceed(tenant, target, 0);
      if (all.length > valid.length) hit();
      return all;
    },
});
