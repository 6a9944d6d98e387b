import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** A pong does not say when. */
export const fault = faultAt(seams.answer, {
  breaks: ['autosdlc/heartbeat/pong', 'codex/heartbeat/pong-echo', 'devmentor/heartbeat/echo'],
  around:
    (hit) =>
    ({ args: [draft, inReplyTo], proceed }) => {
      if (draft.type !== 'pong') return proceed(draft, inReplyTo);
      hit();
      return proceed({ type: 'pong', ...(draft.data && { data: {} }) }, inReplyTo);
    },
});
