import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Every connection is closed as if all were well. */
export const fault = faultAt(seams.close, {
  breaks: [
    'autosdlc/authentication/failure-close',
    'codex/authentication/wrong-token-close',
    'devmentor/authentication/close-code',
  ],
  around:
    (hit) =>
    ({ proceed }) => {
      hit();
      return proceed(1000);
    },
});
