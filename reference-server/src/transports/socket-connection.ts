import type { WebSocket } from 'uWebSockets.js';
import type { Connection } from '../connection.ts';
import type { Frame } from '../frame.ts';

/** What `send` of uWebSockets returns for a message that it threw away; 1 is sent, 0 is buffered. */
export const dropped = 2;

/** A socket that may be used at any time: uWebSockets throws when a closed one is touched. */
export class SocketConnection<Data> implements Connection {
  #socket: WebSocket<Data> | undefined;

  constructor(socket: WebSocket<Data>) {
    this.#socket = socket;
  }

  /** The socket has closed; to be called before anybody hears of it. */
  gone(): void {
    this.#socket = undefined;
  }

  bufferedBytes(): number {
    return this.#socket?.getBufferedAmount() ?? 0;
  }

  send({ bytes, isBinary }: Frame): boolean {
    return this.#socket?.send(bytes, isBinary) !== dropped;
  }

  batch(sends: () => void): void {
    this.#socket?.cork(sends);
  }

  probe(): void {
    this.#socket?.ping();
  }

  close(code: number): void {
    this.#socket?.end(code);
  }
}
