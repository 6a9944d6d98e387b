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

/**
 * Why a server does not answer an HTTP request, `ECONNREFUSED`; undefined when it does. The kernel goes on
 * taking connections for a process that is about to end, so only bytes of its own show that it lives; one
 * that still takes connections after several silent tries lives too, and has no answer to plain HTTP.
 */
export async function silenceOf(url: URL): Promise<string | undefined> {
  for (const pauseMs of TRIES_MS) {
    await sleep(pauseMs);
    const answer = await ask(url);
    if (answer.kind === 'bytes') return undefined;
    if (answer.kind === 'refused') return answer.code;
  }
  return undefined;
}

function ask(url: URL): Promise<Answer> {
  const secure = url.protocol === 'wss:' || url.protocol === 'https:';
  const options: RequestOptions & { rejectUnauthorized: boolean } = {
    agent: false,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port || (secure ? 443 : 80),
    path: '/',
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
    request.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
      if (NO_CONNECTION.has(code)) done({ kind: 'refused', code });
      else done({ kind: NO_BYTES.has(code) ? 'nothing' : 'bytes' });
    });
  });
}
