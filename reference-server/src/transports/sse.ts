import type { HttpRequest, HttpResponse, TemplatedApp } from 'uWebSockets.js';
import { STATUS_CODES } from 'node:http';
import { type Admission, admit, type Handshake, type Reading, type Rejection } from '../admission.ts';
import type { Listener } from '../connection.ts';
import type { Credentials } from '../credentials.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Log } from '../log.ts';
import { EventConnection } from './event-connection.ts';
import { readHeaders, send } from './http.ts';

export interface EventsOptions {
  app: TemplatedApp;
  endpoint: Endpoint;
  credentials: Credentials;
  log: Log;
  /** Origins whose pages may read the stream; `*` is all. */
  origins: readonly string[];
  /** The server shuts down; nobody new is let in. */
  isDraining: () => boolean;
}

const allowedMethods = 'GET, HEAD, OPTIONS';

/** Headers of every stream: nobody on the way may keep, change or collect it. */
const streamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache',
  'x-accel-buffering': 'no',
};

/** Mounts a stream of server-sent events under its path. */
export function mountEvents({ app, endpoint, credentials, log, origins, isDraining }: EventsOptions): void {
  const { path } = endpoint;
  const headersFor = (req: HttpRequest): Record<string, string> => allowOrigin(origins, req.getHeader('origin'));

  app.get(path, (res, req) => {
    // The request is gone after the first await, so all of it is read here.
    const handshake = readHandshake(req);
    const headers = { ...streamHeaders, ...headersFor(req) };
    let isAborted = false;
    res.onAborted(() => {
      isAborted = true;
    });

    const decide = async (): Promise<Admission | Rejection> => {
      const decision = await admit({ ...endpoint, credentials, handshake });
      return isDraining() ? { status: 503, reason: 'the server shuts down' } : decision;
    };
    const act = (decision: Admission | Rejection): void => {
      if ('status' in decision) {
        log.info({ profile: endpoint.id, ...decision }, 'connection refused');
        res.cork(() => refuse(res, decision));
      } else {
        open(res, endpoint, { headers, admission: { ...decision, reading: readReading(handshake, endpoint) } });
      }
    };
    decide()
      .catch((error): Rejection => {
        log.error({ err: error }, 'a request failed');
        return { status: 500, reason: 'the server failed' };
      })
      .then((decision) => {
        if (!isAborted) act(decision);
      });
  });

  app.head(path, (res, req) => {
    writeHead(res, { status: 200, headers: { ...streamHeaders, ...headersFor(req) } });
    res.endWithoutBody();
  });

  app.options(path, (res, req) => {
    const headers = {
      allow: allowedMethods,
      ...headersFor(req),
      'access-control-allow-methods': allowedMethods,
      'access-control-allow-headers': 'last-event-id, cache-control',
    };
    writeHead(res, { status: 204, headers });
    res.endWithoutBody();
  });

  app.any(path, (res) => {
    res.writeStatus(statusLine(405));
    res.writeHeader('allow', allowedMethods);
    res.end('', true);
  });
}

interface Opening {
  headers: Readonly<Record<string, string>>;
  admission: Admission;
}

function open(res: HttpResponse, endpoint: Endpoint, { headers, admission }: Opening): void {
  let listener: Listener | undefined;
  const connection = new EventConnection(res, () => listener?.closed(0));
  res.onAborted(() => connection.gone());
  res.onWritable(() => {
    const isFree = connection.resume();
    if (isFree) listener?.drained();
    return isFree;
  });
  res.cork(() => {
    writeHead(res, { status: 200, headers });
    listener = endpoint.accept(connection, admission);
  });
}

function readHandshake(req: HttpRequest): Handshake {
  return { query: new URLSearchParams(req.getQuery()), headers: readHeaders(req), parameters: new Map() };
}

/** An empty header or list counts as absent; names that no event has select nothing. */
function readReading({ query, headers }: Handshake, { traits }: Endpoint): Reading {
  const named = query.get(traits.sse?.selection ?? '');
  return {
    lastEventId: headers.get('last-event-id') || undefined,
    selection: named ? new Set(named.split(',').map((name) => name.trim())) : undefined,
  };
}

/** What tells a browser whether the page that asks may read the answer. */
function allowOrigin(origins: readonly string[], origin: string): Record<string, string> {
  if (origins.length === 0) return {};
  if (origins.includes('*')) return { 'access-control-allow-origin': '*' };
  return { vary: 'Origin', ...(origins.includes(origin) && { 'access-control-allow-origin': origin }) };
}

function refuse(res: HttpResponse, { status, reason }: Rejection): void {
  send(res, { status, body: { error: { code: 'REFUSED', message: reason } } }, { closeConnection: true });
}

function writeHead(res: HttpResponse, { status, headers }: { status: number; headers: Record<string, string> }): void {
  res.writeStatus(statusLine(status));
  for (const [name, value] of Object.entries(headers)) res.writeHeader(name, value);
}

function statusLine(status: number): string {
  return `${status} ${STATUS_CODES[status] ?? ''}`;
}
