import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** What is said once is said twice. */
export const fault = faultAt(seams.answer, {
  breaks: [
    'autosdlc/subscribe/acknowledged',
    'cloud/heartbeat/pong',
    'codex/generate/start-once',
    'devmentor/code-context/answered',
    'mxf/agents/registered',
  ],
  around:
    (hit) =>
    ({ args, proceed }) => {
      hit();
      proceed(...args);
      return proceed(...args);
    },
});
