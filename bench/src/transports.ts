import { eventStream } from './transports/event-stream.ts';
import { socketio } from './transports/socketio.ts';
import type { Transport, TransportId } from './transports/transport.ts';
import { websocket } from './transports/websocket.ts';

/** The wires that the bench speaks. */
export const transports: Readonly<Record<TransportId, Transport>> = { websocket, socketio, sse: eventStream };
