import type { WebSocket } from 'uWebSockets.js';

/** What `send` of uWebSockets returns: 1 all went out, 0 the rest is held back, 2 it was thrown away. */
const sent = 1;
const dropped = 2;

/** Sends on one WebSocket of uWebSockets, and knows what it holds back without asking for it at every message. */
export class Backlog {
  /** The last message went out whole, and nothing has been sent since by another way. */
  #isEmpty = false;

  bytes(socket: WebSocket<unknown>): number {
    return this.#isEmpty ? 0 : socket.getBufferedAmount();
  }

  /** @returns false when the message was thrown away */
  send(socket: WebSocket<unknown>, bytes: Uint8Array, isBinary: boolean): boolean {
    const outcome = socket.send(bytes, isBinary);
    this.#isEmpty = outcome === sent;
    return outcome !== dropped;
  }

  /** Several at once. Until they leave together nobody knows what of them is held back. */
  cork(socket: WebSocket<unknown>, sends: () => void): void {
    socket.cork(sends);
    this.#isEmpty = false;
  }
}
