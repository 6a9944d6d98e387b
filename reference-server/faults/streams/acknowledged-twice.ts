import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Every acknowledgement comes twice. */
export const fault = faultAt(seams.acknowledge, {
  breaks: ['mxf/ack/every-event'],
  around:
    (hit) =>
    ({ args, proceed }) => {
      hit();
      proceed(...args);
      return proceed(...args);
    },
});
