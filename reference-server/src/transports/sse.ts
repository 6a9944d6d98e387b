import type { HttpRequest, HttpResponse, TemplatedApp } from 'uWebSockets.js';
import { STATUS_CODES } from 'node:http';
import { readAddress } from '../address.ts';
import { type Admission, admit, type Handshake, type Reading, type Rejection } from '../admission.ts';
import type { Listener } from '../connection.ts';
import type { Credentials } from '../credentials.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Gate } from '../gate.ts';
import type { Log } from '../log.ts';
import type { Asking, Origins } from '../origins.ts';
import type { Suspicions } from '../suspicions.ts';
import { EventConnection } from './event-connection.ts';
import { readHeaders, send } from './http.ts';

export interface EventsOptions {
  app: TemplatedApp;
  endpoint: Endpoint;
  credentials: Credentials;
  gate: Gate;
  suspicions: Suspicions;
  origins: Origins;
  log: Log;
}

const allowedMethods = 'GET, HEAD, OPTIONS';

/** Headers of every stream: nobody on the way may keep, change or collect it. */
const streamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache',
  'x-accel-buffering': 'no',
};

/** Mounts a stream of server-sent events under its path. */
export function mountEvents({ app, endpoint, credentials, gate, suspicions, origins, log }: EventsOptions): void {
  const { path } = endpoint;
  const headersFor = (req: HttpRequest): Record<string, string> =>
    allowOrigin(origins, { origin: req.getHeader('origin'), host: req.getHeader('host') });

  app.get(path, (res, req) => {
    // The request is gone after the first await, so all of it is read here.
    const handshake = readHandshake(req);
    const headers = { ...streamHeaders, ...headersFor(req) };
    const address = readAddress(res.getRemoteAddress());
    // Whoever's page it is: the browser reads the stream to no other than the headers allow.
    const visitor = {
      profile: endpoint.id,
      address,
      origin: '',
      host: '',
      connectionsPerAddress: endpoint.traits.limits.connectionsPerAddress,
    };
    let isAborted = false;
    res.onAborted(() => {
      isAborted = true;
    });

    const decide = async (): Promise<Admission | Rejection> => {
      const decision = await admit({ ...endpoint, credentials, handshake, visitor });
      return gate.refusal(visitor) ?? decision;
    };
    const act = (decision: Admission | Rejection): void => {
      if ('status' in decision) {
        log.debug({ profile: endpoint.id, address: address.text, ...decision }, 'connection refused');
        if (decision.isSuspicious) suspicions.note('connection-refused', visitor, decision.reason);
        res.cork(() => refuse(res, decision));
      } else {
        const admission = { ...decision, reading: readReading(handshake, endpoint) };
        gate.enter(address);
        open(res, endpoint, { headers, admission, leave: () => gate.leave(address) });
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
  /** Gives the place at the gate back. */
  leave: () => void;
}

function open(res: HttpResponse, endpoint: Endpoint, { headers, admission, leave }: Opening): void {
  let listener: Listener | undefined;
  const connection = new EventConnection(res, () => {
    leave();
    listener?.closed(0);
  });
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
function allowOrigin(origins: Origins, asking: Asking): Record<string, string> {
  if (origins.isOpen) return { 'access-control-allow-origin': '*' };
  const isAllowed = asking.origin !== '' && !origins.isForeign(asking);
  return { vary: 'Origin', ...(isAllowed && { 'access-control-allow-origin': asking.origin }) };
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
