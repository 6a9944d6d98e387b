import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Whoever presents a bad credential is somebody all the same. */
export const fault = faultAt(seams.verify, {
  breaks: [
    'autosdlc/authentication/bad-token',
    'cloud/authentication/jwt',
    'codex/authentication/wrong-token',
    'devmentor/authentication/wrong-key',
    'mxf/authentication/refused',
  ],
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
