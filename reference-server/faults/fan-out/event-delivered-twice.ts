import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** Every event arrives twice. */
export const fault = faultAt(seams.deliver, {
  breaks: ['autosdlc/subscribe/once', 'cloud/notification/broadcast', 'mxf/messages/channel-message'],
  around:
    (hit) =>
    ({ args, proceed }) => {
      hit();
      proceed(...args);
      return proceed(...args);
    },
});
