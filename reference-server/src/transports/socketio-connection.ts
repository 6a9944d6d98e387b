import type { WebSocket } from 'uWebSockets.js';
import type { Socket } from 'socket.io';
import type { Connection } from '../connection.ts';
import type { Frame } from '../frame.ts';
import { packetText } from '../packet-frame.ts';
import { dropped } from './socket-connection.ts';

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
export class SocketIoConnection implements Connection {
  #socket: Socket | undefined;
  /** Bytes that wait for the next poll. */
  #waitingBytes = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.conn.on('drain', () => {
      this.#waitingBytes = 0;
    });
  }

  gone(): void {
    this.#socket = undefined;
  }

  bufferedBytes(): number {
    return this.#webSocket()?.getBufferedAmount() ?? this.#waitingBytes;
  }

  send(frame: Frame): boolean {
    const webSocket = this.#webSocket();
    if (!webSocket) return this.#collect(frame);
    if (webSocket.send(frame.bytes, false) === dropped) return false;
    return (frame.attachments ?? []).every((bytes) => webSocket.send(bytes, true) !== dropped);
  }

  batch(sends: () => void): void {
    const webSocket = this.#webSocket();
    if (webSocket) webSocket.cork(sends);
    else sends();
  }

  /** Engine.IO has a heartbeat of its own. */
  probe(): void {}

  /** Tells the client by DISCONNECT that it was put out, so that it does not come back by itself (MXF-B75). */
  close(code: number): void {
    const socket = this.#socket;
    if (!socket) return;
    const webSocket = this.#webSocket();
    socket.disconnect(false);
    if (webSocket) webSocket.end(code);
    else socket.conn.close();
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
