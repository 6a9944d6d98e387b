import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Who has left a channel stays a member of it. */
export const fault = faultAt(seams.leaveChannel, {
  breaks: ['mxf/channels/not-member'],
  around: (hit) => () => hit(),
});
