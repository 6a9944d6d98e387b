import type { HandlerTable } from '../../profile.ts';
import { agentHandlers } from './agent-handlers.ts';
import { channelHandlers } from './channel-handlers.ts';
import { messageHandlers } from './message-handlers.ts';
import type { Mxf } from './protocol.ts';

/** A handler for every event of the document, family by family. */
export const handlers = {
  ...agentHandlers,
  ...channelHandlers,
  ...messageHandlers,
} as unknown as HandlerTable<Mxf>;
