import type { IncomingMessage } from 'node:http';
import WebSocket from 'ws';
import type { Handshake } from './handshake.ts';
import { type Answer, Refused, unanswered } from './link.ts';

/** Frames larger than this end the connection with 1009. */
const LARGEST_FRAME_BYTES = 64 * 1024 * 1024;

export interface UpgradeOptions {
  handshake: Handshake;
  /** Whether control pings are answered. */
  answerPings: 'answer' | 'ignore';
  timeoutMs: number;
  /** Called once, before anything that arrives. */
  opened(socket: WebSocket, answer: Answer): void;
  received(data: Buffer, binary: boolean): void;
  /** Called once, as the last, for a socket that was open. */
  closed(code: number, reason: string): void;
}

/**
 * Opens a WebSocket.
 * @throws Refused when the upgrade is not accepted.
 */
export function upgrade(options: UpgradeOptions): Promise<WebSocket> {
  const { handshake, timeoutMs, answerPings } = options;
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(handshake.url, {
      headers: handshake.headers,
      handshakeTimeout: timeoutMs,
      perMessageDeflate: handshake.deflate ?? false,
      autoPong: answerPings === 'answer',
      // However many pings come at once, they end no connection.
      ...{ maxPendingAutoPongs: 0 },
      maxPayload: LARGEST_FRAME_BYTES,
    });
    let answer: Answer = { status: 101, headers: {} };
    socket.once('upgrade', ({ headers }: IncomingMessage) => {
      answer = { status: 101, headers };
    });
    socket.once('open', () => {
      options.opened(socket, answer);
      socket.on('close', (code, reason) => options.closed(code, reason.toString('utf8')));
      resolve(socket);
    });
    socket.on('message', (data, binary) => options.received(data as Buffer, binary));
    socket.once('unexpected-response', (request, response: IncomingMessage) => {
      const status = response.statusCode ?? 0;
      reject(new Refused({ status, code: '', message: `refused with HTTP ${status}` }));
      request.destroy();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => reject(unanswered(error)));
  });
}

/** Asks for a control pong. */
export function probe(socket: WebSocket, answered: () => void): void {
  socket.once('pong', answered);
  if (socket.readyState === WebSocket.OPEN) socket.ping();
}
