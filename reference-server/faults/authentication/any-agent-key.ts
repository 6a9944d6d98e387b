import { faultAt } from '../fault.ts';
import { seams } from '../seams.ts';

/** An agent may have any key. */
export const fault = faultAt(seams.verifyAgent, {
  breaks: ['mxf/wrong-agent-key'],
  around:
    (hit) =>
    async ({ args, proceed }) => {
      try {
        return await proceed(...args);
      } catch {
        hit();
        const { keyId: userId, agentId = userId } = args[0];
        return { userId, tenant: 'default', permissions: ['websocket'], agentId };
      }
    },
});
