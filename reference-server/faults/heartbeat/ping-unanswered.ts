import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** No ping is answered. */
export const fault = faultAt(seams.answer, {
  breaks: [
    'autosdlc/heartbeat/pong',
    'cloud/heartbeat/pong',
    'codex/connection/stream',
    'devmentor/heartbeat/answered',
  ],
  around:
    (hit) =>
    ({ args: [draft, inReplyTo], proceed }) => {
      if (draft.type !== 'pong' || inReplyTo === undefined) return proceed(draft, inReplyTo);
      hit();
    },
});
