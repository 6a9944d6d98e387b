import type { Channel } from '@agentwire/generated/model';
import { openEventStream } from './event-stream.ts';
import type { OpenLink } from './link.ts';
import { openSocketIo } from './socketio.ts';
import { openWebSocket } from './websocket.ts';

/** How the kit connects, by transport; it speaks on no channel of another one. */
export const TRANSPORTS: Partial<Record<Channel['facts']['transport'], OpenLink>> = {
  websocket: openWebSocket,
  sse: openEventStream,
  socketio: openSocketIo,
};
