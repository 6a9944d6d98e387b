import { faultAt } from './fault.ts';
import { seams } from './seams.ts';

/** Whoever presents a bad credential is somebody all the same. */
export const badCredentialAccepted = faultAt(seams.verify, {
  name: 'authentication/bad-credential-accepted',
  around:
    (hit) =>
    async ({ args, proceed }) => {
      try {
        return await proceed(...args);
      } catch {
        hit();
        return { userId: 'intruder', tenant: 'default', permissions: ['websocket', 'publish'] };
      }
    },
});
