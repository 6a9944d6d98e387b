import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** A user name is enough. */
export const fault = faultAt(seams.verifyUser, {
  breaks: ['mxf/wrong-password'],
  around:
    (hit) =>
    async ({ args, proceed }) => {
      try {
        return await proceed(...args);
      } catch {
        hit();
        return { userId: args[0].username, tenant: 'default', permissions: ['websocket'] };
      }
    },
});
