import type { HttpRequest, HttpResponse, TemplatedApp } from 'uWebSockets.js';
import { readAddress } from '../address.ts';
import { admit, decoded, type Located, type Rejection } from '../admission.ts';
import type { Listener } from '../connection.ts';
import type { Credentials } from '../credentials.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Gate } from '../gate.ts';
import type { Log } from '../log.ts';
import { ReceivedFrame } from '../received.ts';
import type { Suspicions } from '../suspicions.ts';
import { readHeaders, send } from './http.ts';
import { SocketConnection } from './socket-connection.ts';
import { Topic } from './topic.ts';

export interface WebSocketOptions {
  app: TemplatedApp;
  endpoint: Endpoint;
  credentials: Credentials;
  gate: Gate;
  suspicions: Suspicions;
  log: Log;
}

/** What uWebSockets keeps with a socket. */
interface SocketData {
  admission: Located;
  connection?: SocketConnection<SocketData>;
  listener?: Listener;
}

/**
 * uWebSockets cuts a connection without a close frame when a message exceeds its own limit, so that
 * limit lies above the document's: what is between the two is received, and closed with the right code.
 */
export const oversizeFactor = 2;

/**
 * Seconds of silence after which uWebSockets itself gives a socket up. The heartbeats of the profiles
 * are much shorter; the value matters because the time that a closed socket gets to take its last
 * bytes, the close frame among them, grows with it, to 16 seconds.
 */
export const idleTimeoutS = 960;

/** Mounts a channel under its path. */
export function mountWebSocket({ app, endpoint, credentials, gate, suspicions, log }: WebSocketOptions): void {
  const { path, traits } = endpoint;
  const topic = new Topic(app, path, traits.slowConsumer);
  const parameterNames = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);

  app.ws<SocketData>(path, {
    maxPayloadLength: traits.limits.messageBytes * oversizeFactor,
    // No limit: beyond one, uWebSockets would throw messages away in silence. The outbox keeps the bound.
    maxBackpressure: 0,
    idleTimeout: idleTimeoutS,
    sendPingsAutomatically: false,

    upgrade(res, req, context) {
      // The request is gone after the first await, so all of it is read here.
      const headers = readHeaders(req);
      const handshake = {
        query: new URLSearchParams(req.getQuery()),
        headers,
        parameters: readParameters(req, parameterNames),
      };
      const key = headers.get('sec-websocket-key') ?? '';
      const address = readAddress(res.getRemoteAddress());
      const visitor = {
        profile: endpoint.id,
        address,
        origin: headers.get('origin') ?? '',
        host: headers.get('host') ?? '',
        connectionsPerAddress: traits.limits.connectionsPerAddress,
      };
      let isAborted = false;
      res.onAborted(() => {
        isAborted = true;
      });

      const decide = async (): Promise<Located | Rejection> => {
        if (headers.get('sec-websocket-version') !== '13') return upgradeRequired;
        const refusal = gate.refusal(visitor);
        if (refusal) return refusal;
        const decision = await admit({
          ...endpoint,
          credentials,
          handshake,
          visitor: { profile: endpoint.id, address },
        });
        // Others came meanwhile.
        return gate.refusal(visitor) ?? decision;
      };
      const act = (decision: Located | Rejection): void => {
        if ('status' in decision) {
          log.debug({ profile: endpoint.id, address: address.text, ...decision }, 'connection refused');
          if (decision.isSuspicious) suspicions.note('connection-refused', visitor, decision.reason);
          res.cork(() => refuse(res, decision));
        } else {
          // Never in a cork: its end looks at the HTTP response, whose memory is the WebSocket's by then, and
          // now and then closes the connection. Neither a subprotocol nor an extension is agreed on.
          gate.enter(address);
          res.upgrade<SocketData>({ admission: decision }, key, '', '', context);
        }
      };
      decide()
        .catch((error): Rejection => {
          log.error({ err: error }, 'a handshake failed');
          return { status: 500, reason: 'the server failed' };
        })
        .then((decision) => {
          if (!isAborted) act(decision);
        });
    },

    open(socket) {
      const data = socket.getUserData();
      data.connection = new SocketConnection(socket, topic);
      data.listener = endpoint.accept(data.connection, data.admission);
    },

    message(socket, message, isBinary) {
      socket.getUserData().listener?.received(new ReceivedFrame({ bytes: new Uint8Array(message), isBinary }));
    },

    ping(socket) {
      socket.getUserData().listener?.alive();
    },

    pong(socket) {
      socket.getUserData().listener?.alive();
    },

    drain(socket) {
      socket.getUserData().listener?.drained();
    },

    close(socket, code) {
      const { admission, connection, listener } = socket.getUserData();
      gate.leave(admission.address);
      connection?.gone();
      listener?.closed(code);
    },
  });

  app.any(path, (res) => refuse(res, upgradeRequired));
}

const noParameters: ReadonlyMap<string, string> = new Map();

function readParameters(req: HttpRequest, names: readonly string[]): ReadonlyMap<string, string> {
  if (names.length === 0) return noParameters;
  return new Map(names.map((name, index) => [name, decoded(req.getParameter(index) ?? '')]));
}

const upgradeRequired: Rejection = { status: 426, reason: 'an upgrade to WebSocket version 13 is needed' };

function refuse(res: HttpResponse, { status, reason }: Rejection): void {
  send(res, { status, body: { error: { code: 'REFUSED', message: reason } } }, { closeConnection: true });
}
