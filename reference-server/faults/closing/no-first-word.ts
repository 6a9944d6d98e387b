import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** The first thing that a client is to hear is not said. */
export const fault = faultAt(seams.answer, {
  breaks: [
    'autosdlc/connection/connect-first',
    'cloud/authentication/first-message',
    'codex/heartbeat/pong-on-open',
    'devmentor/authentication/welcome',
    'mxf/transport/connect',
  ],
  around: (hit) => {
    const begun = new WeakSet<object>();
    return ({ part, args, proceed }) => {
      if (begun.has(part)) return proceed(...args);
      begun.add(part);
      hit();
    };
  },
});
