import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** The server asks nobody for a sign of life. */
export const fault = faultAt(seams.answer, {
  breaks: ['cloud/heartbeat/server-ping'],
  around:
    (hit) =>
    ({ args: [draft, inReplyTo], proceed }) => {
      if (draft.type !== 'ping') return proceed(draft, inReplyTo);
      hit();
    },
});
