import { connect, type Socket } from 'node:net';
import { clientFrame, clientOpcodes } from './client-frame.ts';
import { Failure } from './failure.ts';
import { FrameScanner } from './frames.ts';
import { type Endpoint, Handshake } from './handshake.ts';

/** Who is told of what one subscriber receives. Byte ranges are valid only during the call. */
export interface SubscriberEvents {
  /** A read begins; called before the messages in it. */
  read(): void;
  message(bytes: Uint8Array, start: number, end: number): void;
  /** The connection ended without `close` having been called. */
  lost(reason: string): void;
}

/** All reads of the process go through this one buffer: a read is handled before the next one begins. */
const readBuffer = Buffer.allocUnsafeSlow(256 * 1024);

/** One WebSocket client on a bare socket: it answers pings and makes no string of what it receives. */
export class Subscriber {
  readonly #socket: Socket;
  readonly #events: SubscriberEvents;
  readonly #handshake: Handshake;
  readonly #scanner: FrameScanner;
  readonly #opened: Promise<void>;
  #settle: { resolve(): void; reject(error: Error): void } | undefined;
  #ended = false;

  constructor(endpoint: Endpoint, events: SubscriberEvents) {
    this.#events = events;
    this.#handshake = new Handshake(endpoint);
    this.#scanner = new FrameScanner({
      message: (bytes, start, end) => events.message(bytes, start, end),
      ping: (bytes, start, end) => this.#send(clientOpcodes.pong, bytes.subarray(start, end)),
      close: (code) => this.#closedByServer(code),
      fault: (reason) => this.#end(`fault in the server's frames: ${reason}`),
    });
    this.#opened = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.#socket = connect({
      host: endpoint.host,
      port: endpoint.port,
      noDelay: true,
      onread: { buffer: readBuffer, callback: (length, bytes) => this.#read(bytes, length) },
    });
    this.#socket.on('connect', () => this.#socket.write(this.#handshake.request));
    this.#socket.on('error', (error: NodeJS.ErrnoException) => this.#end(error.code ?? error.message));
    this.#socket.on('close', () => this.#end('the server closed the connection'));
  }

  /** Settles with the end of the upgrade. @throws Failure `unreachable` */
  opened(): Promise<void> {
    return this.#opened;
  }

  get alive(): boolean {
    return !this.#ended;
  }

  sendText(text: string): void {
    this.#send(clientOpcodes.text, Buffer.from(text));
  }

  /** Closes with 1000 and does not wait for the answer. */
  close(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#socket.end(clientFrame(clientOpcodes.close, Buffer.from([0x03, 0xe8])));
    this.#socket.destroySoon();
  }

  #read(bytes: Uint8Array, length: number): boolean {
    if (this.#ended) return true;
    if (this.#settle) {
      this.#readHandshake(bytes, length);
    } else {
      this.#events.read();
      this.#scanner.push(bytes, 0, length);
    }
    return true;
  }

  #readHandshake(bytes: Uint8Array, length: number): void {
    try {
      const rest = this.#handshake.push(bytes, length);
      if (!rest) return;
      this.#settle?.resolve();
      this.#settle = undefined;
      if (rest.length === 0) return;
      this.#events.read();
      this.#scanner.push(rest, 0, rest.length);
    } catch (error) {
      this.#end((error as Error).message);
    }
  }

  #send(opcode: number, payload: Uint8Array): void {
    if (!this.#ended) this.#socket.write(clientFrame(opcode, payload));
  }

  #closedByServer(code: number): void {
    if (code !== 1005) this.#send(clientOpcodes.close, Buffer.from([code >> 8, code & 0xff]));
    this.#end(`the server closed the connection with ${code}`);
  }

  #end(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#socket.destroySoon();
    if (this.#settle) this.#settle.reject(new Failure('unreachable', reason));
    else this.#events.lost(reason);
    this.#settle = undefined;
  }
}
