import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { nowNs } from './clock.ts';
import { serve } from './remote.ts';
import { writeStamp } from './stamp.ts';
import type { TransportId } from './transports/transport.ts';

export interface BlastOptions {
  transport: TransportId;
  text: string;
  /** Offset of the stamp in the text, bytes; -1 when there is none. */
  stampOffset: number;
  run: number;
  ms: number;
  /** Messages in each write. */
  batch: number;
  /** Writes to each client in a second; as many as they take when absent. */
  writesPerSecond?: number;
}

/** Bytes that may wait for one client before the others wait with it. */
const mostWaiting = 64 * 1024;
/** Until clients that keep up have read the last write. */
const lastReadMs = 100;
const guid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/**
 * Entry of a server that does nothing but send: one stamped message after the other to every client. What the harness
 * receives of it when it sends as fast as they take it, is the harness's own ceiling.
 */
const clients = new Set<Socket>();

const verbs = {
  listen: ({ transport }: { transport: TransportId }): Promise<number> => {
    const server = createServer({ noDelay: true }, (socket) => {
      socket.on('error', () => {});
      socket.on('close', () => clients.delete(socket));
      socket.once('data', (request) => {
        socket.write(answerTo(request.toString('latin1'), transport));
        clients.add(socket);
      });
    });
    return new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
  },

  /** Sends for so long; returns how many messages each client was sent. */
  async blast(options: BlastOptions): Promise<number> {
    const { transport, text, stampOffset, run, ms, batch, writesPerSecond } = options;
    const { bytes, at } = wrapped(transport, Buffer.from(text));
    const startNs = nowNs();
    const endNs = startNs + ms * 1e6;
    let sequence = 0;
    for (let now = nowNs(); now < endNs; now = nowNs()) {
      // Copies each time: the sockets keep what they could not write at once.
      const messages = Buffer.concat(Array<Buffer>(batch).fill(bytes));
      for (let start = at + stampOffset; stampOffset >= 0 && start < messages.length; start += bytes.length) {
        writeStamp(messages, start, { run, lane: 0, sequence, intendedNs: now, sentNs: now });
        sequence++;
      }
      if (stampOffset < 0) sequence += batch;
      for (const socket of clients) socket.write(messages);
      if (writesPerSecond === undefined) await room();
      else await sleep((startNs + ((sequence / batch) * 1e9) / writesPerSecond - nowNs()) / 1e6);
    }
    if (writesPerSecond !== undefined) await sleep(lastReadMs);
    return sequence;
  },
};

export type BlasterVerbs = typeof verbs;

serve(verbs);

/** None of the clients has too much waiting. */
async function room(): Promise<void> {
  do await turn();
  while ([...clients].some((socket) => socket.writableLength > mostWaiting));
}

function answerTo(request: string, transport: TransportId): string {
  if (transport === 'sse') {
    return 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n';
  }
  const key = /^sec-websocket-key:\s*(\S+)/im.exec(request)?.[1] ?? '';
  const accept = createHash('sha1')
    .update(key + guid)
    .digest('base64');
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  return `${lines.join('\r\n')}\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`;
}

/** A message as it travels, and where its text begins. */
function wrapped(transport: TransportId, text: Buffer): { bytes: Buffer; at: number } {
  if (transport === 'sse') {
    const event = Buffer.concat([Buffer.from('data: '), text, Buffer.from('\n\n')]);
    const size = Buffer.from(`${event.length.toString(16)}\r\n`);
    return { bytes: Buffer.concat([size, event, Buffer.from('\r\n')]), at: size.length + 'data: '.length };
  }
  const head =
    text.length < 126
      ? Buffer.from([0x81, text.length])
      : Buffer.from([0x81, 126, text.length >> 8, text.length & 0xff]);
  return { bytes: Buffer.concat([head, text]), at: head.length };
}
