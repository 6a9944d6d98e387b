import type { HttpResponse, TemplatedApp, WebSocketBehavior } from 'uWebSockets.js';
import { type DisconnectReason, Server, type Socket } from 'socket.io';
import { Encoder } from 'socket.io-parser';
import type { Endpoint } from '../endpoint.ts';
import { ProtocolError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ConnectError } from '../profile.ts';
import { send } from './http.ts';
import { type EngineTransport, SocketIoConnection } from './socketio-connection.ts';
import { boundedDecoder, type ReceivedEvent } from './socketio-decoder.ts';
import { idleTimeoutS, oversizeFactor } from './websocket.ts';

export interface SocketIoOptions {
  app: TemplatedApp;
  endpoint: Endpoint;
  log: Log;
  /** Origins whose pages may connect. */
  origins: readonly string[];
  /** The server shuts down; nobody new is let in. */
  isDraining: () => boolean;
}

/** Messages of fewer bytes are not worth deflating. */
const deflateThresholdBytes = 1024;

/** uWebSockets' `SHARED_COMPRESSOR`, which its types declare as a type alone. */
const sharedCompressor = 1;

/** RFC 6455: the connection ended without a close frame, or the reason is not known. */
const abnormalClosure = 1006;

/**
 * Mounts a channel under its path: the library on the app that serves everything else too, WebSocket and long-polling.
 *
 * @returns a function that cuts what is still open, without which the library waits for polls that never come
 */
export function mountSocketIo({ app, endpoint, log, origins, isDraining }: SocketIoOptions): () => void {
  const { path, traits, opening } = endpoint;
  const { limits, socketio, permessageDeflate } = traits;
  if (!socketio || !opening) throw new Error(`${endpoint.channel} says nothing of Socket.IO`);
  const io = new Server({
    // The library adds the slash at the end by itself.
    path: path.replace(/\/$/, ''),
    transports: ['polling', 'websocket'],
    serveClient: false,
    pingInterval: socketio.pingIntervalMs,
    pingTimeout: socketio.pingTimeoutMs,
    connectTimeout: socketio.connectTimeoutMs,
    maxHttpBufferSize: limits.messageBytes,
    perMessageDeflate: permessageDeflate === true && { threshold: deflateThresholdBytes },
    cors: { origin: [...origins] },
    parser: { Encoder, Decoder: boundedDecoder({ limits, attachments: socketio.attachments }) },
  });

  io.use(async (socket, next) => {
    try {
      const { headers, auth, query } = socket.handshake;
      socket.data.admission = await opening.admit(
        {
          query: new URLSearchParams(
            Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
          ),
          headers: new Map(Object.entries(headers).map(([name, value]) => [name, String(value)])),
          parameters: new Map(),
        },
        auth,
      );
      next();
    } catch (error) {
      if (!(error instanceof ProtocolError)) log.error({ err: error }, 'a handshake failed');
      next(refusalOf(opening.refusal(error)));
    }
  });

  io.on('connection', (socket) => {
    const connection = new SocketIoConnection(socket);
    const listener = endpoint.accept(connection, socket.data.admission);
    socket.onAny((_name, received: ReceivedEvent) => listener.received(received));
    hearDrains(socket, () => {
      if (socket.connected) listener.drained();
    });
    socket.on('disconnect', (_reason: DisconnectReason) => {
      connection.gone();
      listener.closed(abnormalClosure);
    });
  });

  // The library hands the options on to uWebSockets, which its types leave out.
  const webSocket: object = {
    compression: permessageDeflate ? sharedCompressor : 0,
    idleTimeout: idleTimeoutS,
    // No limit: beyond one, uWebSockets would throw messages away in silence. The outbox keeps the bound.
    maxBackpressure: 0,
  };
  io.attachApp(
    guarded({ app, maxBytes: limits.messageBytes, closeTooBig: traits.closeCodes.messageTooBig, isDraining }),
    webSocket,
  );
  return () => io.engine.close();
}

/** CONNECT_ERROR with what the profile says of the reason. */
function refusalOf({ message, ...rest }: ConnectError): Error {
  return Object.assign(new Error(message), rest);
}

/** Bytes went out: over WebSocket uWebSockets says so, over long-polling the library. */
function hearDrains({ conn }: Socket, drained: () => void): void {
  drains.set(conn.transport, drained);
  conn.on('upgrade', (transport) => drains.set(transport, drained));
  // In the midst of a write, and nobody expects to be asked for more just then.
  conn.on('drain', () => setImmediate(drained));
}

/** What is to be told when uWebSockets has sent what it had buffered, by transport of Engine.IO. */
const drains = new WeakMap<object, () => void>();

interface GuardOptions {
  app: TemplatedApp;
  /** Largest message. */
  maxBytes: number;
  /** Close code for a larger one. */
  closeTooBig: number | undefined;
  isDraining: () => boolean;
}

interface EngineData {
  transport: EngineTransport;
}

/** The app as Socket.IO sees it, with what its engine leaves out: drains, a close code, and an end to newcomers. */
function guarded({ app, maxBytes, closeTooBig, isDraining }: GuardOptions): object {
  const turnAway = (res: HttpResponse): void =>
    send(
      res,
      { status: 503, body: { error: { code: 'REFUSED', message: 'the server shuts down' } } },
      { closeConnection: true },
    );
  const guard = {
    any(path: string, handler: Parameters<TemplatedApp['any']>[1]) {
      app.any(path, (res, req) => {
        if (isDraining() && !req.getQuery('sid')) turnAway(res);
        else handler(res, req);
      });
      return guard;
    },
    ws(path: string, behavior: WebSocketBehavior<EngineData>) {
      app.ws<EngineData>(path, {
        ...behavior,
        maxPayloadLength: maxBytes * oversizeFactor,
        upgrade(res, req, context) {
          if (isDraining()) turnAway(res);
          else behavior.upgrade?.(res, req, context);
        },
        message(socket, message, isBinary) {
          if (message.byteLength > maxBytes) socket.end(closeTooBig);
          // The engine keeps attachments, and the memory of this message ends with this call.
          else behavior.message?.(socket, isBinary ? message.slice(0) : message, isBinary);
        },
        drain(socket) {
          drains.get(socket.getUserData().transport)?.();
        },
      });
      return guard;
    },
    publish: app.publish.bind(app),
  };
  return guard;
}
