import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** No sign of life is noticed, so that the healthy are put out too. */
export const fault = faultAt(seams.seen, {
  breaks: [
    'autosdlc/heartbeat/alive',
    'cloud/heartbeat/reset',
    'codex/heartbeat/dead-connection',
    'devmentor/heartbeat/alive',
  ],
  around: (hit) => () => hit(),
});
