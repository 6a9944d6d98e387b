import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** No connection is ever closed by the server, whatever it says before. */
export const fault = faultAt(seams.close, {
  breaks: [
    'autosdlc/authentication/failure-close',
    'cloud/heartbeat/timeout',
    'codex/authentication/wrong-token-close',
    'devmentor/authentication/failed-close',
  ],
  around: (hit) => () => hit(),
});
