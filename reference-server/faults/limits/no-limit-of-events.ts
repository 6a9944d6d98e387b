import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** A client is sent as many events as there are. */
export const fault = faultAt(seams.allow, {
  breaks: ['autosdlc/rate-limit/agent-log'],
  around:
    (hit) =>
    ({ args, proceed }) => {
      if (!proceed(...args)) hit();
      return true;
    },
});
