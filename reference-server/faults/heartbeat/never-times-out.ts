import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Who gives no sign of life is kept for ever. */
export const fault = faultAt(seams.end, {
  breaks: [
    'autosdlc/heartbeat/stale',
    'cloud/heartbeat/timeout',
    'codex/heartbeat/dead-connection',
    'devmentor/heartbeat/stale',
  ],
  around:
    (hit) =>
    ({ args: [ending], proceed }) => {
      if (ending !== 'heartbeatTimeout') return proceed(ending);
      hit();
    },
});
