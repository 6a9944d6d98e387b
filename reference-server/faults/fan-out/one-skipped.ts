import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Of several subscribers the last one is left out. */
export const fault = faultAt(seams.subscribers, {
  breaks: ['autosdlc/subscribe/delivery', 'mxf/messages/channel-message'],
  around:
    (hit) =>
    ({ args, proceed }) => {
      const found = proceed(...args);
      if (found.size < 2) return found;
      hit();
      return new Set([...found].slice(0, -1));
    },
});
