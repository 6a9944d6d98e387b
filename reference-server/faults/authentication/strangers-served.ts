import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Who has not said who they are is somebody already. */
export const fault = faultAt(seams.open, {
  breaks: [
    'autosdlc/authentication/no-delivery',
    'cloud/authentication/no-sensitive-delivery',
    'codex/authentication/no-request-before',
    'devmentor/authentication/nothing-before',
  ],
  around:
    (hit) =>
    ({ part, proceed }) => {
      proceed();
      if (part.identity) return;
      hit();
      part.authenticate({ userId: 'stranger', tenant: 'default', permissions: ['websocket'] });
    },
});
