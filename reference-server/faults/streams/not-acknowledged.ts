import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Who asks for an acknowledgement gets none. */
export const fault = faultAt(seams.acknowledge, {
  breaks: ['mxf/ack/every-event'],
  around: (hit) => () => hit(),
});
