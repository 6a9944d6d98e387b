import type { WebSocket } from 'uWebSockets.js';
import type { Connection } from '../connection.ts';
import type { Frame } from '../frame.ts';
import { Backlog } from './backlog.ts';
import { type Topic, TopicPlace } from './topic-place.ts';

/** A socket that may be used at any time: uWebSockets throws when a closed one is touched. */
export class SocketConnection<Data> implements Connection {
  readonly #backlog: Backlog;
  #socket: WebSocket<Data> | undefined;

  readonly place: TopicPlace;

  constructor(socket: WebSocket<Data>, topic: Topic) {
    this.#socket = socket;
    this.#backlog = new Backlog(topic);
    this.place = new TopicPlace(topic, () => this.#socket);
  }

  /** The socket has closed; to be called before anybody hears of it. */
  gone(): void {
    this.#socket = undefined;
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
