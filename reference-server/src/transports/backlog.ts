import type { WebSocket } from 'uWebSockets.js';
import type { Topic } from './topic.ts';

/** What `send` of uWebSockets returns: 1 all went out, 0 the rest is held back, 2 it was thrown away. */
const sent = 1;
const dropped = 2;

/** Sends on one WebSocket of uWebSockets, and knows what it holds back without asking for it at every message. */
export class Backlog {
  readonly #topic: Pick<Topic, 'publishedBytes'>;
  /**
   * No more than so many bytes were held back when it was last asked for, besides what had just been published: that
   * goes out at the end of the turn, and is less than what may be sent unasked.
   */
  #mostBytes = Number.POSITIVE_INFINITY;
  /** What the topic had published by then; of all that came later the socket may have taken nothing. */
  #publishedBytes = 0;

  /** @param topic to which the socket may be subscribed */
  constructor(topic: Pick<Topic, 'publishedBytes'>) {
    this.#topic = topic;
  }

  holdsMoreThan(socket: WebSocket<unknown>, bytes: number): boolean {
    if (this.#mostBytes + this.#topic.publishedBytes - this.#publishedBytes <= bytes) return false;
    this.#note(socket.getBufferedAmount());
    return this.#mostBytes > bytes;
  }

  /** @returns false when the message was thrown away */
  send(socket: WebSocket<unknown>, bytes: Uint8Array, isBinary: boolean): boolean {
    const outcome = socket.send(bytes, isBinary);
    this.#note(outcome === sent ? 0 : Number.POSITIVE_INFINITY);
    return outcome !== dropped;
  }

  /** Several at once. Until they leave together nobody knows what of them is held back. */
  cork(socket: WebSocket<unknown>, sends: () => void): void {
    socket.cork(sends);
    this.#note(Number.POSITIVE_INFINITY);
  }

  #note(mostBytes: number): void {
    this.#mostBytes = mostBytes;
    this.#publishedBytes = this.#topic.publishedBytes;
  }
}
