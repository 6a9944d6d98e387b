// A small and correct server for the profile `autosdlc`: every MUST and SHOULD, no optional capability.
// Any opaque token is a user of its own; there is no key, so no JSON Web Token is valid.
// POST /publish {"message": …} makes it send an event.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { WebSocketServer } from 'ws';

const PROBE_MS = 30_000;
const SILENCE_MS = 40_000;
const PENDING_MS = 10_000;
const WINDOW_MS = 60_000;
const LIMITS = { subscribe: 50, ping: 60, agent_log: 1000 };
const OTHER_LIMIT = 100;
const GZIP_FROM_BYTES = 1024;

const clients = new Set();

// --- envelope and sending

function send(client, type, data, metadata = {}) {
  if (client.socket.readyState !== 1) return;
  const message = {
    id: `evt-${randomUUID()}`,
    type,
    timestamp: Date.now(),
    data,
    metadata: { version: '1.0', ...metadata },
  };
  const plain = JSON.stringify(message);
  if (!client.gzip || Buffer.byteLength(plain) < GZIP_FROM_BYTES) return client.socket.send(plain);
  message.metadata.compressed = true;
  client.socket.send(gzipSync(JSON.stringify(message)));
}

const reply = (client, request, type, data) =>
  send(client, type, data, typeof request?.id === 'string' ? { correlationId: request.id } : {});

const refuse = (client, request, code, error, details, more = {}) =>
  reply(client, request, 'error', { error, details, code, ...more });

// --- credentials

const isValid = (token) => token.split('.').length !== 3;

function credentialOf(request) {
  const query = new URL(request.url, 'http://localhost').searchParams.get('token');
  if (query) return query;
  const header = request.headers.authorization ?? '';
  if (header.startsWith('Bearer ')) return header.slice('Bearer '.length);
  const cookie = /(?:^|;\s*)auth-token=([^;]*)/.exec(request.headers.cookie ?? '');
  return cookie?.[1] || undefined;
}

function failAuthentication(client, request, error) {
  reply(client, request, 'auth_failure', { error, code: 'INVALID_TOKEN' });
  client.socket.close(4401);
}

// --- limits

function withinLimit(client, type) {
  const now = Date.now();
  let counter = client.counters.get(type);
  if (!counter || now - counter.startedAt >= WINDOW_MS) {
    counter = { startedAt: now, count: 0, refusedAt: 0 };
    client.counters.set(type, counter);
  }
  counter.count += 1;
  return counter.count <= (Object.hasOwn(LIMITS, type) ? LIMITS[type] : OTHER_LIMIT) ? undefined : counter;
}

function refuseSurplus(client, message, counter) {
  const now = Date.now();
  if (now - counter.refusedAt < 1000) return;
  counter.refusedAt = now;
  const retryAfter = Math.max(0, counter.startedAt + WINDOW_MS - now);
  refuse(client, message, 'RATE_LIMITED', 'Rate limit exceeded', message.type, { retryAfter });
}

// --- forms: each gives the violations of a message

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === 'string';
const absentOr = (test) => (value) => value === undefined || test(value);
const isFlag = (value) => typeof value === 'boolean';

const violations = (value, place, form) =>
  Object.entries(form)
    .filter(([name, test]) => !test(value[name]))
    .map(([name]) => `${place}/${name} is not as it must be`);

const METADATA = {
  version: absentOr(isText),
  source: absentOr(isText),
  correlationId: absentOr(isText),
  compressed: absentOr(isFlag),
  encrypted: absentOr(isFlag),
};

const DATA = {
  auth_request: {
    type: (value) => value === 'jwt' || value === 'api-key',
    token: (value) => isText(value) && value !== '',
  },
  unsubscribe: { subscriptionId: isText },
  disconnect: { reason: isText, code: absentOr(Number.isInteger) },
  subscribe: {
    subscriptionId: absentOr(isText),
    resource: absentOr(isText),
    resourceId: absentOr(isText),
    events: absentOr((value) => Array.isArray(value) && value.every(isText)),
    pattern: absentOr(isText),
  },
};

function violationsOf(message) {
  const { id, metadata, data, type } = message;
  const envelope = [
    ...(absentOr(isText)(id) ? [] : ['/id is no text']),
    ...(absentOr(isObject)(metadata) ? violations(metadata ?? {}, '/metadata', METADATA) : ['/metadata is no object']),
  ];
  if (!DATA[type]) return envelope;
  if (!isObject(data)) return [...envelope, '/data is no object'];
  const named = type !== 'subscribe' || isText(data.pattern) || (isText(data.resource) && isText(data.resourceId));
  return [
    ...envelope,
    ...violations(data, '/data', DATA[type]),
    ...(named ? [] : ['/data names neither resource nor pattern']),
  ];
}

// --- subscriptions

function matches(pattern, key) {
  const parts = pattern.split('*');
  if (parts.length === 1) return pattern === key;
  const [first, last] = [parts[0], parts.at(-1)];
  if (key.length < first.length + last.length || !key.startsWith(first) || !key.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = key.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= key.length - last.length;
}

function patternsOf({ pattern, resource, resourceId, events = [] }) {
  if (pattern !== undefined) return [pattern];
  return (events.length === 0 ? ['*'] : events).map((event) => `${resource}:${resourceId}:${event}`);
}

const ID_OF = {
  agent: (data) => data.agentId,
  workflow: (data) => data.workflowId,
  tdd: (data) => data.agentId,
  test: (data) => data.agentId,
  coverage: (data) => data.agentId,
  system: () => 'global',
  deployment: (data) => data.deploymentId,
  github: (data) => data.repository,
};
const BY_TASK = ['tdd_phase_change', 'test_result', 'coverage_update'];

function keysOf({ type, data }) {
  const [resource, name] = [type.slice(0, type.indexOf('_')), type.slice(type.indexOf('_') + 1)];
  const key = `${resource}:${ID_OF[resource](data)}:${name}`;
  return BY_TASK.includes(type) ? [key, `agent:${data.agentId}:task_update`] : [key];
}

function publish(message) {
  const keys = keysOf(message);
  const wanted = (client) =>
    [...client.subscriptions.values()].some((patterns) =>
      patterns.some((pattern) => keys.some((key) => matches(pattern, key))),
    );
  const receivers = [...clients]
    .filter(wanted)
    .filter((client) => message.type !== 'agent_log' || !withinLimit(client, 'agent_log'));
  for (const client of receivers)
    send(client, message.type, message.data, { source: message.metadata?.source ?? 'platform' });
  return receivers.length;
}

// --- handlers

const handlers = {
  ping: (client, message) => reply(client, message, 'pong', { timestamp: Date.now() }),
  disconnect: (client) => client.socket.close(1000),
  auth_request: (client, message) => {
    if (!isValid(message.data.token)) return failAuthentication(client, message, 'Invalid or missing token');
    clearTimeout(client.deadline);
    client.authenticated = true;
    reply(client, message, 'auth_success', { clientId: client.id });
  },
  subscribe: (client, message) => {
    const { resource, resourceId, events } = message.data;
    const subscriptionId = message.data.subscriptionId || randomUUID();
    client.subscriptions.set(subscriptionId, patternsOf(message.data));
    reply(client, message, 'subscription_update', { subscriptionId, status: 'active', resource, resourceId, events });
  },
  unsubscribe: (client, message) => {
    const { subscriptionId } = message.data;
    if (client.subscriptions.delete(subscriptionId)) {
      reply(client, message, 'subscription_update', { subscriptionId, status: 'cancelled' });
    }
  },
};
const PENDING_MAY_USE = ['ping', 'auth_request', 'disconnect'];

function textOf(client, data, isBinary) {
  if (!isBinary || data[0] !== 0x1f || data[1] !== 0x8b) return data.toString();
  client.gzip = true;
  return gunzipSync(data).toString();
}

function receive(client, data, isBinary) {
  let message;
  try {
    message = JSON.parse(textOf(client, data, isBinary));
  } catch (error) {
    return refuse(client, undefined, 'INVALID_MESSAGE', 'Invalid message format', error.message);
  }
  if (!isObject(message) || !isText(message.type)) {
    return refuse(client, message, 'INVALID_MESSAGE', 'Invalid message format', '/type is no text');
  }
  const counter = withinLimit(client, message.type);
  if (counter) return refuseSurplus(client, message, counter);
  if (!Object.hasOwn(handlers, message.type)) {
    return refuse(client, message, 'UNKNOWN_TYPE', `Unknown message type: ${message.type}`, message.type);
  }
  if (!client.authenticated && !PENDING_MAY_USE.includes(message.type)) {
    return refuse(client, message, 'NOT_AUTHENTICATED', 'Not authenticated', message.type);
  }
  const wrong = violationsOf(message);
  if (wrong.length > 0) return refuse(client, message, 'INVALID_MESSAGE', 'Invalid message format', wrong.join('; '));
  if (message.metadata?.compressed === true) client.gzip = true;
  handlers[message.type](client, message);
}

// --- connections

function open(socket, request) {
  const client = {
    socket,
    id: randomUUID(),
    authenticated: credentialOf(request) !== undefined,
    gzip: new URL(request.url, 'http://localhost').searchParams.get('compress') === 'gzip',
    subscriptions: new Map(),
    counters: new Map(),
    heardAt: Date.now(),
    probedAt: Date.now(),
  };
  clients.add(client);
  if (!client.authenticated) {
    client.deadline = setTimeout(() => failAuthentication(client, undefined, 'No credential in time'), PENDING_MS);
  }
  const heard = () => {
    client.heardAt = Date.now();
  };
  socket.on('ping', heard);
  socket.on('pong', heard);
  socket.on('message', (data, isBinary) => {
    heard();
    receive(client, data, isBinary);
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    clearTimeout(client.deadline);
    clients.delete(client);
  });
  send(client, 'connect', { clientId: client.id });
}

const http = createServer((request, response) => {
  let body = '';
  request.on('data', (data) => {
    body += data;
  });
  request.on('end', () => {
    if (request.method !== 'POST' || request.url !== '/publish') return response.writeHead(404).end();
    response.writeHead(202, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ recipients: publish(JSON.parse(body).message) }));
  });
});

const server = new WebSocketServer({ noServer: true });
http.on('upgrade', (request, socket, head) => {
  const refuseUpgrade = (status) => socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  if (new URL(request.url, 'http://localhost').pathname !== '/ws') return refuseUpgrade('404 Not Found');
  const token = credentialOf(request);
  if (token !== undefined && !isValid(token)) return refuseUpgrade('401 Unauthorized');
  server.handleUpgrade(request, socket, head, (opened) => open(opened, request));
});

setInterval(() => {
  const now = Date.now();
  for (const client of clients) {
    if (now - client.heardAt >= SILENCE_MS) {
      client.socket.close(4408);
    } else if (now - client.probedAt >= PROBE_MS && client.socket.readyState === 1) {
      client.probedAt = now;
      client.socket.ping();
    }
  }
}, 500).unref();

process.on('SIGTERM', () => {
  for (const client of clients) {
    send(client, 'disconnect', { reason: 'The server shuts down', code: 1001 });
    client.socket.close(1001);
  }
  setTimeout(() => process.exit(0), 100);
});

http.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  console.log(JSON.stringify({ url: `ws://127.0.0.1:${http.address().port}` }));
});
