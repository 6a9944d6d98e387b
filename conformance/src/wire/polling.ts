import { Refused, unanswered } from './link.ts';
import type { Piece } from './packet.ts';
import type { Pipe, PipeOptions } from './pipe.ts';

/** Separates the packets of one request or answer. */
const SEPARATOR = '\u001e';
/** An answer to a poll may take as long as the server's own interval, and this much longer, milliseconds. */
const POLL_GRACE_MS = 5_000;

/**
 * Opens Engine.IO by long-polling: GET waits for packets, POST brings some.
 * @throws Refused when the first request is not answered with a session.
 */
export async function openPolling(options: PipeOptions): Promise<Pipe> {
  const { handshake, timeoutMs, opened, ready, received, closed } = options;
  const url = new URL(handshake.url);
  url.protocol = url.protocol.replace('ws', 'http');
  const { headers } = handshake;
  const first = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) }).catch((error: Error) => {
    throw unanswered((error.cause ?? error) as NodeJS.ErrnoException);
  });
  const text = await first.text();
  if (first.status !== 200)
    throw new Refused({ status: first.status, code: '', message: `refused with HTTP ${first.status}` });
  opened({ status: 200, headers: Object.fromEntries(first.headers) });

  const { sid, pingInterval = 25_000 } = sessionIn(text);
  url.searchParams.set('sid', sid);
  const ended = new AbortController();
  let open = true;
  const end = (code: number, reason: string): void => {
    if (!open) return;
    open = false;
    closed(code, reason);
  };
  const post = async (body: string): Promise<void> => {
    const answer = await fetch(url, { method: 'POST', headers: { ...headers, 'content-type': 'text/plain' }, body });
    if (answer.status !== 200) end(1006, `POST was answered with HTTP ${answer.status}`);
  };
  let posted: Promise<void> = Promise.resolve();
  const pipe: Pipe = {
    get isOpen() {
      return open;
    },
    send(pieces) {
      if (!open) return;
      const body = pieces.map((piece) => (typeof piece === 'string' ? piece : `b${piece.toString('base64')}`));
      posted = posted.then(() => post(body.join(SEPARATOR))).catch((error: Error) => end(1006, error.message));
    },
    probe() {},
    pause() {
      throw new Error('polling asks for what it reads');
    },
    resume() {},
    close() {
      pipe.send(['1']);
      void posted.then(() => {
        end(1000, 'closed');
        ended.abort();
      });
    },
    cut() {
      end(1006, 'cut off');
      ended.abort();
    },
  };
  ready(pipe);
  for (const piece of piecesOf(text)) received(piece);
  void poll();
  return pipe;

  async function poll(): Promise<void> {
    try {
      while (open) {
        const late = AbortSignal.timeout(pingInterval + POLL_GRACE_MS);
        const answer = await fetch(url, { headers, signal: AbortSignal.any([ended.signal, late]) });
        const body = await answer.text();
        if (answer.status !== 200) return end(1006, `GET was answered with HTTP ${answer.status}`);
        for (const piece of piecesOf(body)) {
          received(piece);
          if (piece === '1') return end(1000, 'the server closed the session');
        }
      }
    } catch (error) {
      end(1006, (error as Error).message);
    }
  }
}

const piecesOf = (text: string): Piece[] =>
  text
    .split(SEPARATOR)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('b') ? Buffer.from(piece.slice(1), 'base64') : piece));

/** @throws Refused for an answer that opens no session. */
function sessionIn(text: string): { sid: string; pingInterval?: number } {
  try {
    const session = JSON.parse(text.split(SEPARATOR)[0]?.slice(1) ?? '');
    if (typeof session.sid === 'string') return session;
  } catch {}
  throw new Refused({ status: 200, code: '', message: `answered with no open packet: ${text.slice(0, 100)}` });
}
