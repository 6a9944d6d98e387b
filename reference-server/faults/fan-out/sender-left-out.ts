import { faultAt } from '../fault.ts';
import type { Message } from '../message.ts';
import { seams } from '../seams.ts';

/** Who causes an event does not get it. */
export const fault = faultAt(seams.deliver, {
  breaks: ['mxf/messages/own'],
  around: (hit) => {
    return ({ part, args, proceed }) => {
      const { payload } = args[0].message as Message;
      const speaks = (part.state as { agentIds?: string[] } | undefined)?.agentIds ?? [];
      if (!speaks.includes(String(payload?.from))) return proceed(...args);
      hit();
      return true;
    };
  },
});
