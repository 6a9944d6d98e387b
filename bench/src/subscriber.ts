import { connect, type Socket } from 'node:net';
import type { Endpoint } from './endpoint.ts';
import type { Line, Transport, TransportId } from './transports/transport.ts';
import { transports } from './transports.ts';

/** Who is told of what one client receives. Byte ranges are valid only during the call. */
export interface SubscriberEvents {
  opened(): void;
  /** A read begins; called before the messages in it. */
  read(): void;
  message(bytes: Uint8Array, start: number, end: number): void;
  /** The connection ended, or was never opened, without `close` having been called. */
  lost(reason: string): void;
}

/** All reads of the process go through this one buffer: a read is handled before the next one begins. */
const readBuffer = Buffer.allocUnsafeSlow(256 * 1024);

/** One client on a bare socket: it keeps the protocol alive and makes no string of what it receives. */
export class Subscriber {
  readonly #socket: Socket;
  readonly #events: SubscriberEvents;
  readonly #transport: Transport;
  readonly #line: Line;
  #ended = false;

  constructor(endpoint: Endpoint, transport: TransportId, events: SubscriberEvents) {
    this.#events = events;
    this.#transport = transports[transport];
    this.#line = this.#transport.open(endpoint, {
      opened: () => events.opened(),
      message: (bytes, start, end) => events.message(bytes, start, end),
      answer: (bytes) => this.#write(bytes),
      ended: (reason) => this.#end(reason),
    });
    this.#socket = connect({
      host: endpoint.host,
      port: endpoint.port,
      noDelay: true,
      onread: { buffer: readBuffer, callback: (length, bytes) => this.#read(bytes, length) },
    });
    this.#socket.on('connect', () => this.#socket.write(this.#line.request));
    this.#socket.on('error', (error: NodeJS.ErrnoException) => this.#end(error.code ?? error.message));
    this.#socket.on('close', () => this.#end('the server closed the connection'));
  }

  get alive(): boolean {
    return !this.#ended;
  }

  /** Nothing where clients cannot send. */
  sendText(text: string): void {
    const frame = this.#transport.frame?.(text);
    if (frame) this.#write(frame);
  }

  /** Reads nothing more until `resume`; what the server sends stays in the kernel, and then with the server. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Takes leave and does not wait for the answer. */
  close(): void {
    if (this.#ended) return;
    if (this.#transport.farewell) this.#write(this.#transport.farewell);
    this.#ended = true;
    this.#socket.destroySoon();
  }

  #read(bytes: Uint8Array, length: number): boolean {
    if (this.#ended) return true;
    this.#events.read();
    this.#line.push(bytes, 0, length);
    return true;
  }

  #write(bytes: Uint8Array): void {
    if (!this.#ended) this.#socket.write(bytes);
  }

  #end(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#socket.destroySoon();
    this.#events.lost(reason);
  }
}
