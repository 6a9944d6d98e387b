import type { TemplatedApp } from 'uWebSockets.js';
import { Server, type Socket } from 'socket.io';
import { Encoder } from 'socket.io-parser';
import type { Admission } from '../admission.ts';
import type { Endpoint } from '../endpoint.ts';
import { ProtocolError } from '../errors.ts';
import type { Gate } from '../gate.ts';
import type { Log } from '../log.ts';
import type { Origins } from '../origins.ts';
import type { ConnectError } from '../profile.ts';
import type { Suspicions } from '../suspicions.ts';
import { type EngineTransport, SocketIoConnection } from './socketio-connection.ts';
import { boundedDecoder, type ReceivedEvent } from './socketio-decoder.ts';
import { SocketIoGuard } from './socketio-guard.ts';
import { Topic } from './topic.ts';
import { idleTimeoutS } from './websocket.ts';

export interface SocketIoOptions {
  app: TemplatedApp;
  endpoint: Endpoint;
  gate: Gate;
  origins: Origins;
  suspicions: Suspicions;
  log: Log;
}

/** Messages of fewer bytes are not worth deflating. */
const deflateThresholdBytes = 1024;

/** uWebSockets' `SHARED_COMPRESSOR`, which its types declare as a type alone. */
const sharedCompressor = 1;

/** RFC 6455: the connection ended without a close frame, or the reason is not known. */
const abnormalClosure = 1006;

/** What a shutdown needs to know of sessions that outlive their sockets. */
export interface Polling {
  /** Somebody comes back for what waits, by a new connection as likely as not. */
  hasPollers(): boolean;
  /** Cuts what is still open, without which the library waits for polls that never come. */
  cut(): void;
}

/**
 * Mounts a channel under its path: the library on the app that serves everything else too, WebSocket and
 * long-polling.
 */
export function mountSocketIo({ app, endpoint, gate, origins, suspicions, log }: SocketIoOptions): Polling {
  const { id: profile, path, traits, opening } = endpoint;
  const { limits, socketio, permessageDeflate } = traits;
  if (!socketio || !opening) throw new Error(`${endpoint.channel} says nothing of Socket.IO`);
  const guard = new SocketIoGuard({
    app,
    maxBytes: limits.messageBytes,
    closeTooBig: traits.closeCodes.messageTooBig,
    exceeded: (address) => suspicions.note('limit-exceeded', { profile, address }, 'LIMIT_EXCEEDED'),
    refusal(address, req) {
      const visitor = {
        profile,
        address,
        origin: req.getHeader('origin'),
        host: req.getHeader('host'),
        connectionsPerAddress: limits.connectionsPerAddress,
      };
      const refusal = gate.refusal(visitor);
      if (refusal?.isSuspicious) suspicions.note('connection-refused', visitor, refusal.reason);
      return refusal;
    },
  });
  const topic = new Topic(app, path, endpoint.traits.slowConsumer);
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
    cors: ({ headers }, decide) =>
      decide(null, { origin: !origins.isForeign({ origin: headers.origin ?? '', host: headers.host ?? '' }) }),
    parser: { Encoder, Decoder: boundedDecoder({ limits, attachments: socketio.attachments }) },
  });

  io.use(async (socket, next) => {
    const { headers, auth, query } = socket.handshake;
    const address = guard.addressOf(socket.conn.request);
    const handshake = {
      query: new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)])),
      headers: new Map(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      parameters: new Map<string, string>(),
    };
    try {
      socket.data.admission = await opening.admit({ handshake, auth, visitor: { profile, address } });
      next();
    } catch (error) {
      if (!(error instanceof ProtocolError)) log.error({ err: error }, 'a handshake failed');
      next(refusalOf(opening.refusal(error)));
    }
  });

  io.on('connection', (socket) => {
    const connection = new SocketIoConnection(socket, topic);
    const admission: Admission = socket.data.admission;
    const listener = endpoint.accept(connection, admission);
    socket.onAny((_name, received: ReceivedEvent) => listener.received(received));
    // A packet that is none; the library closes the connection. No event of a client comes by this name.
    socket.on('error', ({ message }) => suspicions.note('malformed-message', { ...admission, profile }, message));
    const stopHearing = hearDrains(guard, socket, () => {
      if (socket.connected) listener.drained();
    });
    socket.on('disconnect', () => {
      stopHearing();
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
  io.attachApp(guard, webSocket);
  const connections = new Set<{ transport: EngineTransport }>();
  io.engine.on('connection', (conn) => {
    connections.add(conn);
    conn.once('close', () => connections.delete(conn));
    const address = guard.addressOf(conn.request);
    if (!address) return;
    gate.enter(address);
    conn.once('close', () => gate.leave(address));
  });
  return {
    hasPollers: () => [...connections].some(({ transport }) => transport.name === 'polling'),
    cut: () => void io.engine.close(),
  };
}

/** CONNECT_ERROR with what the profile says of the reason. */
function refusalOf({ message, ...rest }: ConnectError): Error {
  return Object.assign(new Error(message), rest);
}

/**
 * Bytes went out: over WebSocket uWebSockets says so, over long-polling the library.
 *
 * @returns what ends it; the Engine.IO connection may outlive the client
 */
function hearDrains(guard: SocketIoGuard, { conn }: Socket, drained: () => void): () => void {
  const upgraded = (transport: object): void => guard.hearDrains(transport, drained);
  // In the midst of a write, and nobody expects to be asked for more just then.
  const written = (): void => void setImmediate(drained);
  guard.hearDrains(conn.transport, drained);
  conn.on('upgrade', upgraded);
  conn.on('drain', written);
  return () => {
    conn.off('upgrade', upgraded);
    conn.off('drain', written);
  };
}
