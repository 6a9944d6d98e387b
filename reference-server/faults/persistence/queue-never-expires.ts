import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** What waits for a client waits for ever. */
export const fault = faultAt(seams.push, {
  breaks: ['devmentor/queue/expiry'],
  around:
    (hit) =>
    ({ args: [key, message, options], proceed }) => {
      hit();
      return proceed(key, message, { ...options, expiresMs: Number.MAX_SAFE_INTEGER });
    },
});
