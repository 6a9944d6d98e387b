import { clientFrame, clientOpcodes } from '../client-frame.ts';
import type { Endpoint } from '../endpoint.ts';
import { FrameScanner } from '../frames.ts';
import { Handshake } from '../handshake.ts';
import type { Line, LineEvents, Transport } from './transport.ts';

const noCode = 1005;

/** RFC 6455; a message is one JSON object in a text frame. */
export const websocket: Transport = {
  open: (endpoint, events) => new WebSocketLine(endpoint, events),
  frame: (text) => clientFrame(clientOpcodes.text, Buffer.from(text)),
  farewell: clientFrame(clientOpcodes.close, Buffer.from([0x03, 0xe8])),
  parse: (text) => JSON.parse(text),
  say: (_name, payload) => JSON.stringify(payload),
  published: (_name, payload) => payload,
};

class WebSocketLine implements Line {
  readonly request: string;
  readonly #events: LineEvents;
  readonly #scanner: FrameScanner;
  #handshake: Handshake | undefined;

  constructor(endpoint: Endpoint, events: LineEvents) {
    this.#events = events;
    this.#handshake = new Handshake(endpoint);
    this.request = this.#handshake.request;
    this.#scanner = new FrameScanner({
      message: (bytes, start, end) => events.message(bytes, start, end),
      ping: (bytes, start, end) => events.answer(clientFrame(clientOpcodes.pong, bytes.subarray(start, end))),
      close: (code) => this.#closed(code),
      fault: (reason) => events.ended(`fault in the server's frames: ${reason}`),
    });
  }

  push(bytes: Uint8Array, start: number, end: number): void {
    if (this.#handshake) this.#readHandshake(this.#handshake, bytes, start, end);
    else this.#scanner.push(bytes, start, end);
  }

  #readHandshake(handshake: Handshake, bytes: Uint8Array, start: number, end: number): void {
    try {
      const rest = handshake.push(bytes.subarray(start, end));
      if (!rest) return;
      this.#handshake = undefined;
      this.#events.opened();
      this.#scanner.push(rest, 0, rest.length);
    } catch (error) {
      this.#events.ended((error as Error).message);
    }
  }

  #closed(code: number): void {
    if (code !== noCode) this.#events.answer(clientFrame(clientOpcodes.close, Buffer.from([code >> 8, code & 0xff])));
    this.#events.ended(`the server closed the connection with ${code}`);
  }
}
