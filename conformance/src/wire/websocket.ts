import type { IncomingMessage } from 'node:http';
import WebSocket from 'ws';
import { decode, encode } from './frame.ts';
import { type Answer, type Link, type LinkOptions, Refused, unanswered } from './link.ts';

/** Frames larger than this end the connection with 1009. */
const LARGEST_FRAME_BYTES = 64 * 1024 * 1024;

/** @throws Refused when the upgrade is not accepted. */
export function openWebSocket(options: LinkOptions): Promise<Link> {
  const { handshake, timeoutMs, answerPings } = options;
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(handshake.url, {
      headers: handshake.headers,
      handshakeTimeout: timeoutMs,
      perMessageDeflate: false,
      autoPong: answerPings === 'answer',
      maxPayload: LARGEST_FRAME_BYTES,
    });
    let answer: Answer = { status: 101, headers: {} };
    socket.once('upgrade', ({ headers }: IncomingMessage) => {
      answer = { status: 101, headers };
    });
    socket.once('open', () => {
      options.opened(answer);
      socket.on('close', (code, reason) => options.closed(code, reason.toString('utf8')));
      resolve(linkTo(socket));
    });
    socket.on('message', (data, binary) => options.received(decode(data as Buffer, { binary })));
    socket.once('unexpected-response', (request, response: IncomingMessage) => {
      const status = response.statusCode ?? 0;
      reject(new Refused({ status, code: '', message: `refused with HTTP ${status}` }));
      request.destroy();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => reject(unanswered(error)));
  });
}

function linkTo(socket: WebSocket): Link {
  return {
    get isOpen() {
      return socket.readyState === WebSocket.OPEN;
    },
    send(text, frame) {
      if (socket.readyState === WebSocket.OPEN) socket.send(encode(text, frame));
    },
    probe(answered) {
      socket.once('pong', answered);
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    },
    close: () => socket.close(1000),
    cut: () => socket.terminate(),
  };
}
