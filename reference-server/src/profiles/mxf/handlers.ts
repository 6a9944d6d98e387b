import type { HandlerTable } from '../../handler.ts';
import { agentHandlers } from './agent-handlers.ts';
import { channelHandlers } from './channel-handlers.ts';
import { controlLoopHandlers } from './control-loop-handlers.ts';
import { memoryHandlers } from './memory-handlers.ts';
import { messageHandlers } from './message-handlers.ts';
import type { Mxf } from './protocol.ts';
import { taskHandlers } from './task-handlers.ts';
import { toolHandlers } from './tool-handlers.ts';

/** A handler for every event of the document, family by family. */
export const handlers: HandlerTable<Mxf> = {
  ...agentHandlers,
  ...channelHandlers,
  ...messageHandlers,
  ...memoryHandlers,
  ...toolHandlers,
  ...taskHandlers,
  ...controlLoopHandlers,
};
