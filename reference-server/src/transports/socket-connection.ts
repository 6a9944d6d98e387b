import type { WebSocket } from 'uWebSockets.js';
import type { Connection, Place } from '../connection.ts';
import type { Crowd } from '../crowd.ts';
import type { Frame } from '../frame.ts';
import { Backlog } from './backlog.ts';
import type { Topic } from './topic.ts';

/** A socket that may be used at any time: uWebSockets throws when a closed one is touched. */
export class SocketConnection<Data> implements Connection, Place {
  readonly #topic: Topic;
  readonly #backlog: Backlog;
  #socket: WebSocket<Data> | undefined;

  constructor(socket: WebSocket<Data>, topic: Topic) {
    this.#socket = socket;
    this.#topic = topic;
    this.#backlog = new Backlog(topic);
  }

  /** The socket has closed; to be called before anybody hears of it. */
  gone(): void {
    this.#socket = undefined;
  }

  get place(): Place {
    return this;
  }

  get crowd(): Crowd {
    return this.#topic.crowd;
  }

  join(): void {
    this.#socket?.subscribe(this.#topic.name);
  }

  leave(): void {
    this.#socket?.unsubscribe(this.#topic.name);
  }

  holdsMoreThan(bytes: number): boolean {
    return this.#socket !== undefined && this.#backlog.holdsMoreThan(this.#socket, bytes);
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
