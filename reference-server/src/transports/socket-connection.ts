import type { WebSocket } from 'uWebSockets.js';
import type { Connection } from '../connection.ts';
import type { Frame } from '../frame.ts';
import { Backlog } from './backlog.ts';

/** A socket that may be used at any time: uWebSockets throws when a closed one is touched. */
export class SocketConnection<Data> implements Connection {
  readonly #backlog = new Backlog();
  #socket: WebSocket<Data> | undefined;

  constructor(socket: WebSocket<Data>) {
    this.#socket = socket;
  }

  /** The socket has closed; to be called before anybody hears of it. */
  gone(): void {
    this.#socket = undefined;
  }

  bufferedBytes(): number {
    return this.#socket ? this.#backlog.bytes(this.#socket) : 0;
  }

  send({ bytes, isBinary }: Frame): boolean {
    return !this.#socket || this.#backlog.send(this.#socket, bytes, isBinary);
  }

  batch(sends: () => void): void {
    if (this.#socket) this.#backlog.cork(this.#socket, sends);
  }

  probe(): void {
    this.#socket?.ping();
  }

  close(code: number): void {
    this.#socket?.end(code);
  }
}
