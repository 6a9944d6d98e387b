import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Nothing that is remembered ever expires. */
export const fault = faultAt(seams.remember, {
  breaks: ['mxf/memory/expired'],
  around:
    (hit) =>
    ({ args: [tenant, operations, bounds], proceed }) => {
      const lasting = operations.map((operation) => {
        if (operation.kind === 'delete' || operation.metadata?.expiresAt === undefined) return operation;
        hit();
        return { ...operation, metadata: undefined };
      });
      return proceed(tenant, lasting, bounds);
    },
});
