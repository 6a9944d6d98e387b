import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Events are not set apart by an empty line. */
export const fault = faultAt(seams.write, {
  breaks: ['devmentor/events/parsed'],
  around:
    (hit) =>
    ({ args: [frame], proceed }) => {
      hit();
      const text = Buffer.from(frame.bytes).toString();
      return proceed({ ...frame, bytes: Buffer.from(text.replace('\n\n', '\n')) });
    },
});
