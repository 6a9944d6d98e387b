import type { WebSocket } from 'uWebSockets.js';
import type { Socket } from 'socket.io';
import type { Connection, Place } from '../connection.ts';
import type { Crowd } from '../crowd.ts';
import type { Frame } from '../frame.ts';
import { packetText } from '../packet-frame.ts';
import { Backlog } from './backlog.ts';
import type { Topic } from './topic.ts';

/** Engine.IO's transport as far as it is used here. */
export interface EngineTransport {
  readonly name: string;
  /** Of a WebSocket. */
  readonly socket?: WebSocket<unknown>;
}

/**
 * A Socket.IO connection. Over WebSocket a frame goes to uWebSockets as it was encoded, once for all
 * receivers; the library itself would take it apart again. Over long-polling the library collects them.
 */
export class SocketIoConnection implements Connection, Place {
  readonly #backlog: Backlog;
  readonly #topic: Topic;
  #socket: Socket | undefined;
  /** Bytes that wait for the next poll. */
  #waitingBytes = 0;
  readonly #drained = (): void => {
    this.#waitingBytes = 0;
  };

  constructor(socket: Socket, topic: Topic) {
    this.#socket = socket;
    this.#backlog = new Backlog(topic);
    this.#topic = topic;
    socket.conn.on('drain', this.#drained);
  }

  /** The client has left; its Engine.IO connection may stay, and be another's later. */
  gone(): void {
    const { conn } = this.#socket ?? {};
    conn?.off('drain', this.#drained);
    if (conn?.readyState === 'open') this.leave();
    this.#socket = undefined;
  }

  /** Nobody else is sent what the library collects. */
  get place(): Place | undefined {
    return this.#webSocket() && this;
  }

  get crowd(): Crowd {
    return this.#topic.crowd;
  }

  join(): void {
    this.#webSocket()?.subscribe(this.#topic.name);
  }

  leave(): void {
    this.#webSocket()?.unsubscribe(this.#topic.name);
  }

  holdsMoreThan(bytes: number): boolean {
    const webSocket = this.#webSocket();
    return webSocket ? this.#backlog.holdsMoreThan(webSocket, bytes) : this.#waitingBytes > bytes;
  }

  send(frame: Frame): boolean {
    const webSocket = this.#webSocket();
    if (!webSocket) return this.#collect(frame);
    if (!this.#backlog.send(webSocket, frame.bytes, false)) return false;
    return frame.attachments?.every((bytes) => this.#backlog.send(webSocket, bytes, true)) ?? true;
  }

  batch(sends: () => void): void {
    const webSocket = this.#webSocket();
    if (webSocket) this.#backlog.cork(webSocket, sends);
    else sends();
  }

  /** Engine.IO has a heartbeat of its own. */
  probe(): void {}

  /** Tells the client by DISCONNECT that it was put out, so that it does not come back by itself (MXF-B75). */
  close(code: number): void {
    const socket = this.#socket;
    if (!socket) return;
    const { conn } = socket;
    const webSocket = this.#webSocket();
    // Gone with the poll that takes the packet; closed politely, the library would keep it for half a minute.
    if (!webSocket) conn.once('drain', () => setImmediate(() => conn.close(true)));
    socket.disconnect(false);
    webSocket?.end(code);
  }

  #collect(frame: Frame): boolean {
    const { conn } = this.#socket ?? {};
    if (!conn) return true;
    for (const part of [packetText(frame), ...(frame.attachments ?? []).map((bytes) => Buffer.from(bytes))]) {
      this.#waitingBytes += part.length;
      conn.write(part);
    }
    return true;
  }

  #webSocket(): WebSocket<unknown> | undefined {
    return (this.#socket?.conn.transport as EngineTransport | undefined)?.socket;
  }
}
