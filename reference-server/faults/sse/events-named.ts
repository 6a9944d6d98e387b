import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Events have names, which pass by whoever listens to messages. */
export const fault = faultAt(seams.write, {
  breaks: ['devmentor/events/shape'],
  around:
    (hit) =>
    ({ args: [frame], proceed }) => {
      const text = Buffer.from(frame.bytes).toString();
      if (!text.includes('data:')) return proceed(frame);
      hit();
      return proceed({ ...frame, bytes: Buffer.from(`event: update\n${text}`) });
    },
});
