import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Who presents nothing comes in all the same. */
export const fault = faultAt(seams.identify, {
  breaks: ['mxf/authentication/missing'],
  around:
    (hit) =>
    async ({ args, proceed }) => {
      const [{ token, auth }] = args;
      if (token !== undefined || Object.keys(auth ?? {}).length > 0) return proceed(...args);
      hit();
      return { userId: 'stranger', tenant: 'default', permissions: ['websocket'] };
    },
});
