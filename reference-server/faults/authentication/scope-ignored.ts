import { ProtocolError } from '../../src/errors.ts';
import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Who is known may do everything. */
export const fault = faultAt(seams.verify, {
  breaks: ['autosdlc/authentication/no-access'],
  around:
    (hit) =>
    async ({ args, proceed }) => {
      try {
        return await proceed(...args);
      } catch (error) {
        if (!(error instanceof ProtocolError) || error.code !== 'FORBIDDEN') throw error;
        hit();
        return { userId: 'carol', tenant: 'default', permissions: [] };
      }
    },
});
