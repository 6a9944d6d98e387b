import { get as getPlain, type RequestOptions } from 'node:http';
import { get as getSecure } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';

/** What came of one request: bytes, nothing on a connection that opened, or no connection. */
type Answer = { kind: 'bytes' } | { kind: 'nothing' } | { kind: 'refused'; code: string };

const ANSWER_WITHIN_MS = 1_000;
/** Pauses before each try, milliseconds. */
const TRIES_MS = [0, 50, 150, 300];
/** Errors of a request to which no connection opened. */
const NO_CONNECTION = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT']);
/** Errors of a connection that opened and brought nothing. */
const NO_BYTES = new Set(['ECONNRESET', 'EPIPE']);

/** An upgrade of a version that there is not: every WebSocket server answers it, and none opens a session over it. */
const UPGRADE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '99',
  'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
};

/** Looks whether a server answers, in the way in which it last did. */
export class Pulse {
  #way: 'request' | 'upgrade' = 'request';

  /**
   * Why a server does not answer, `ECONNREFUSED`; undefined when it does. The kernel goes on taking connections
   * for a process that is about to end, so only bytes of its own show that it lives; one that still takes
   * connections after several silent tries lives too, and has no answer to either question.
   * @param channel where it takes WebSockets: some have no answer to any other request
   */
  async silence(root: URL, channel: URL): Promise<string | undefined> {
    for (const pauseMs of TRIES_MS) {
      await sleep(pauseMs);
      const answer = await (this.#way === 'request'
        ? ask(root, { path: '/' })
        : ask(channel, { path: `${channel.pathname}${channel.search}`, headers: UPGRADE }));
      if (answer.kind === 'bytes') return undefined;
      if (answer.kind === 'refused') return answer.code;
      this.#way = this.#way === 'request' ? 'upgrade' : 'request';
    }
    return undefined;
  }
}

function ask(url: URL, what: Pick<RequestOptions, 'path' | 'headers'>): Promise<Answer> {
  const secure = url.protocol === 'wss:' || url.protocol === 'https:';
  const options: RequestOptions & { rejectUnauthorized: boolean } = {
    agent: false,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port || (secure ? 443 : 80),
    ...what,
    rejectUnauthorized: false,
  };
  return new Promise((resolve) => {
    const request = (secure ? getSecure : getPlain)(options);
    const done = (answer: Answer): void => {
      clearTimeout(late);
      resolve(answer);
      request.destroy();
    };
    const late = setTimeout(() => done({ kind: 'nothing' }), ANSWER_WITHIN_MS);
    request.once('response', () => done({ kind: 'bytes' }));
    request.once('upgrade', (_, socket) => {
      socket.destroy();
      done({ kind: 'bytes' });
    });
    request.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
      if (NO_CONNECTION.has(code)) done({ kind: 'refused', code });
      else done({ kind: NO_BYTES.has(code) ? 'nothing' : 'bytes' });
    });
  });
}
