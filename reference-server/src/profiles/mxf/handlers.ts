import type { HandlerTable } from '../../profile.ts';
import { agentHandlers } from './agent-handlers.ts';
import { channelHandlers } from './channel-handlers.ts';
import { controlLoopHandlers } from './control-loop-handlers.ts';
import { messageHandlers } from './message-handlers.ts';
import type { Mxf } from './protocol.ts';
import { taskHandlers } from './task-handlers.ts';

/** A handler for every event of the document, family by family. */
export const handlers = {
  ...agentHandlers,
  ...channelHandlers,
  ...messageHandlers,
  ...taskHandlers,
  ...controlLoopHandlers,
} as unknown as HandlerTable<Mxf>;
