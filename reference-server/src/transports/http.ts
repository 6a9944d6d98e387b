import type { HttpRequest, HttpResponse, TemplatedApp } from 'uWebSockets.js';
import { STATUS_CODES } from 'node:http';
import { readAddress } from '../address.ts';
import type { Gate } from '../gate.ts';
import type { Log } from '../log.ts';
import { type Answer, Refusal, type Service } from '../services/answer.ts';

export interface Routing {
  method: 'get' | 'post';
  /** A path of uWebSockets, `/cloud/publish`. */
  path: string;
  /** A longer body is answered with 413. */
  maxBodyBytes: number;
  service: Service;
}

export interface RouteOptions extends Routing {
  app: TemplatedApp;
  /** Waits for answers at a shutdown. */
  gate: Pick<Gate, 'begin'>;
  log: Log;
}

/** Body that is read and thrown away, so that a client which sends too much still gets to read the 413. */
const maxDiscardedBytes = 1 << 26;

/** Puts a service under a path. */
export function route({ app, method, path, maxBodyBytes, service, gate, log }: RouteOptions): void {
  app[method](path, (res, req) => {
    // The request is gone once this function returns, so all of it is read here.
    const headers = readHeaders(req);
    const address = readAddress(res.getRemoteAddress());
    const done = gate.begin();
    let isOver = false;
    const end = (): void => {
      if (!isOver) done();
      isOver = true;
    };
    res.onAborted(end);
    const announcedBytes = Number(headers.get('content-length') ?? 0);
    if (announcedBytes > maxDiscardedBytes) {
      send(res, tooLarge(maxBodyBytes), { closeConnection: true });
      end();
      return;
    }
    const respond = (answer: Answer): void => {
      if (!isOver) res.cork(() => send(res, answer, { closeConnection: false }));
      end();
    };
    readBody(res, maxBodyBytes, (body) => {
      const answer = body
        ? serve(() => service({ headers, body, address }), log)
        : Promise.resolve(tooLarge(maxBodyBytes));
      answer.then(respond);
    });
  });
}

/** Answers 404 wherever no route is; to be called last. */
export function answerStrangers(app: TemplatedApp): void {
  const answer = describe(new Refusal({ status: 404, code: 'NOT_FOUND', message: 'nothing here' }));
  app.any('/*', (res) => send(res, answer, { closeConnection: false }));
}

/** Calls back once with the whole body, or with nothing when it was longer than allowed. */
function readBody(res: HttpResponse, maxBytes: number, done: (body: Uint8Array | undefined) => void): void {
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  res.onData((chunk, isLast) => {
    bytes += chunk.byteLength;
    // The chunk is taken away when this function returns.
    if (bytes <= maxBytes) chunks.push(new Uint8Array(chunk.slice(0)));
    else chunks = [];
    const [first] = chunks;
    if (isLast) done(first && chunks.length > 1 ? Buffer.concat(chunks) : first);
    else if (bytes > maxDiscardedBytes) res.close();
  });
}

/** Turns whatever a service throws into its answer. */
async function serve(service: () => Answer | Promise<Answer>, log: Log): Promise<Answer> {
  try {
    return await service();
  } catch (error) {
    if (error instanceof Refusal) return describe(error);
    log.error({ err: error }, 'a request failed');
    return { status: 500, body: { error: { code: 'INTERNAL', message: 'the server failed' } } };
  }
}

function describe({ status, code, message, details }: Refusal): Answer {
  return { status, body: { error: { code, message, details } } };
}

function tooLarge(maxBytes: number): Answer {
  return describe(
    new Refusal({ status: 413, code: 'TOO_LARGE', message: `the body is longer than ${maxBytes} bytes` }),
  );
}

/** Headers by name; of those that come twice, the first. */
export function readHeaders(req: HttpRequest): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  req.forEach((name, value) => {
    if (!headers.has(name)) headers.set(name, value);
  });
  return headers;
}

/** Writes a whole response; to be called corked, unless inside the handler of the request. */
export function send(res: HttpResponse, answer: Answer, { closeConnection }: { closeConnection: boolean }): void {
  const { status, body, contentType = 'application/json; charset=utf-8' } = answer;
  res.writeStatus(`${status} ${STATUS_CODES[status] ?? ''}`);
  res.writeHeader('content-type', contentType);
  res.end(typeof body === 'string' ? body : JSON.stringify(body), closeConnection);
}
