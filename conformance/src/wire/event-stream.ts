import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { createParser } from 'eventsource-parser';
import type { Handshake } from './handshake.ts';
import { type Link, type LinkOptions, Refused, unanswered } from './link.ts';

/** An event that is larger ends the connection. */
const LARGEST_EVENT_CHARACTERS = 64 * 1024 * 1024;

/**
 * Opens a stream of server-sent events. Its end is told in the words of a WebSocket: 1000 for an answer
 * that is complete, 1006 for one that broke off.
 * @throws Refused for any answer but 200 with text/event-stream.
 */
export function openEventStream(options: LinkOptions): Promise<Link> {
  const { handshake, timeoutMs } = options;
  return new Promise((resolve, reject) => {
    const request = get(handshake);
    request.setTimeout(timeoutMs, () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    request.once('error', (error: NodeJS.ErrnoException) => reject(unanswered(error)));
    request.once('response', (response: IncomingMessage) => {
      const { statusCode: status = 0, headers } = response;
      const type = headers['content-type'] ?? 'no content type';
      if (status !== 200 || !/^text\/event-stream\s*(;|$)/i.test(type)) {
        const what =
          status === 200 ? `answered with ${type}, not with text/event-stream` : `refused with HTTP ${status}`;
        reject(new Refused({ status, code: '', message: what }));
        request.destroy();
        return;
      }
      request.setTimeout(0);
      options.opened({ status, headers });
      resolve(linkTo(response, options));
    });
    request.end();
  });
}

function get({ url, headers }: Handshake) {
  const options: RequestOptions = {
    agent: false,
    headers: { accept: 'text/event-stream', 'cache-control': 'no-cache', ...headers },
  };
  const address = new URL(url);
  address.protocol = url.protocol.replace('ws', 'http');
  return address.protocol === 'https:' ? requestHttps(address, options) : requestHttp(address, options);
}

function linkTo(response: IncomingMessage, { received, closed }: LinkOptions): Link {
  let open = true;
  const parser = createParser({
    maxBufferSize: LARGEST_EVENT_CHARACTERS,
    onEvent: ({ data, id, event }) =>
      received({
        frame: 'text',
        text: data,
        bytes: Buffer.byteLength(data),
        ...(id === undefined ? {} : { id }),
        ...(event === undefined ? {} : { event }),
      }),
    onComment: (comment) => received({ frame: 'comment', text: comment, bytes: Buffer.byteLength(comment) }),
  });
  const finish = (code: number, reason: string): void => {
    if (!open) return;
    open = false;
    closed(code, reason);
  };
  const cut = (): void => {
    response.destroy();
  };
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    try {
      parser.feed(chunk);
    } catch (error) {
      finish(1006, (error as Error).message);
      cut();
    }
  });
  response.on('end', () => finish(1000, 'the answer is complete'));
  response.on('error', (error) => finish(1006, error.message));
  response.on('close', () => finish(1006, 'the answer broke off'));
  return {
    get isOpen() {
      return open;
    },
    send() {
      throw new Error('nothing can be sent on an event stream');
    },
    probe() {},
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    close: cut,
    cut,
  };
}
