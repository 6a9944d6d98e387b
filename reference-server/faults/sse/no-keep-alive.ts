import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** A stream without events says nothing. */
export const fault = faultAt(seams.write, {
  breaks: ['devmentor/events/keep-alive'],
  around:
    (hit) =>
    ({ args: [frame], proceed }) => {
      if (!Buffer.from(frame.bytes).toString().startsWith(':')) return proceed(frame);
      hit();
      return true;
    },
});
