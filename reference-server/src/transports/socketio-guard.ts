import type { HttpRequest, HttpResponse, TemplatedApp, WebSocketBehavior } from 'uWebSockets.js';
import { type Address, readAddress } from '../address.ts';
import type { Rejection } from '../admission.ts';
import { send } from './http.ts';
import type { EngineTransport } from './socketio-connection.ts';
import { oversizeFactor } from './websocket.ts';

export interface GuardOptions {
  app: TemplatedApp;
  /** Largest message. */
  maxBytes: number;
  /** Close code for a larger one. */
  closeTooBig: number | undefined;
  /** Told of who sends one. */
  exceeded(address: Address): void;
  /** Why somebody gets no connection; nothing when there is one. */
  refusal(address: Address, req: HttpRequest): Rejection | undefined;
}

interface EngineData {
  transport: EngineTransport;
}

/**
 * The app as Socket.IO's engine sees it, with what the engine leaves out: who is let in, where somebody is, a
 * close code for what is too big, and word when uWebSockets has sent what it had buffered.
 */
export class SocketIoGuard {
  readonly publish: TemplatedApp['publish'];
  readonly #options: GuardOptions;
  readonly #addresses = new WeakMap<object, Address>();
  readonly #drains = new WeakMap<object, () => void>();

  constructor(options: GuardOptions) {
    this.#options = options;
    this.publish = options.app.publish.bind(options.app);
  }

  /** Where a request of the engine came from. */
  addressOf(request: object): Address | undefined {
    return this.#addresses.get(request);
  }

  /** Calls `drained` when a WebSocket's buffer has gone out. */
  hearDrains(transport: object, drained: () => void): void {
    this.#drains.set(transport, drained);
  }

  any(path: string, handler: (res: HttpResponse, req: HttpRequest) => void): this {
    this.#options.app.any(path, (res, req) => {
      if (this.#letsIn(res, req)) handler(res, req);
    });
    return this;
  }

  ws(path: string, behavior: WebSocketBehavior<EngineData>): this {
    const { app, maxBytes, closeTooBig, exceeded } = this.#options;
    app.ws<EngineData>(path, {
      ...behavior,
      maxPayloadLength: maxBytes * oversizeFactor,
      upgrade: (res, req, context) => {
        if (this.#letsIn(res, req)) behavior.upgrade?.(res, req, context);
      },
      message: (socket, message, isBinary) => {
        if (message.byteLength > maxBytes) {
          exceeded(readAddress(socket.getRemoteAddress()));
          socket.end(closeTooBig);
          return;
        }
        // The engine keeps attachments, and the memory of this message ends with this call.
        behavior.message?.(socket, isBinary ? message.slice(0) : message, isBinary);
      },
      drain: (socket) => this.#drains.get(socket.getUserData().transport)?.(),
    });
    return this;
  }

  /** Whoever has a session is in already. */
  #letsIn(res: HttpResponse, req: HttpRequest): boolean {
    const address = readAddress(res.getRemoteAddress());
    const refusal = req.getQuery('sid') ? undefined : this.#options.refusal(address, req);
    if (refusal) {
      const { status, reason: message } = refusal;
      send(res, { status, body: { error: { code: 'REFUSED', message } } }, { closeConnection: true });
      return false;
    }
    this.#addresses.set(req, address);
    return true;
  }
}
