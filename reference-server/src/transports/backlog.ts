import type { WebSocket } from 'uWebSockets.js';

/** What `send` of uWebSockets returns: 1 all went out, 0 the rest is held back, 2 it was thrown away. */
const sent = 1;
const dropped = 2;

/** Sends on one WebSocket of uWebSockets, and knows what it holds back without asking for it at every message. */
export class Backlog {
  /** No more than so many bytes are held back. */
  #mostBytes = Number.POSITIVE_INFINITY;

  holdsMoreThan(socket: WebSocket<unknown>, bytes: number): boolean {
    if (this.#mostBytes <= bytes) return false;
    this.#mostBytes = socket.getBufferedAmount();
    return this.#mostBytes > bytes;
  }

  /** @returns false when the message was thrown away */
  send(socket: WebSocket<unknown>, bytes: Uint8Array, isBinary: boolean): boolean {
    const outcome = socket.send(bytes, isBinary);
    this.#mostBytes = outcome === sent ? 0 : Number.POSITIVE_INFINITY;
    return outcome !== dropped;
  }

  /** Several at once. Until they leave together nobody knows what of them is held back. */
  cork(socket: WebSocket<unknown>, sends: () => void): void {
    socket.cork(sends);
    this.#mostBytes = Number.POSITIVE_INFINITY;
  }

  /** So much was published to it, of which it may have taken nothing. */
  published(bytes: number): void {
    this.#mostBytes += bytes;
  }
}
