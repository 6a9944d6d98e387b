// A small and correct server for the profile `devmentor`: every MUST and SHOULD, no optional capability.
// Any key is a user of its own, but for one in the form of a JSON Web Token, which nobody knows.
// POST /publish {"message": …, "clientId"?: …} makes it send suggestions to a client, or an event to the pages.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const PROBE_MS = 30_000;
const SILENCE_MS = 60_000;
const KEEP_ALIVE_MS = 15_000;
const QUEUE_MS = 86_400_000;

/** Open sockets. */
const clients = new Set();
/** What is known of a client's id, for as long as the server runs: its key, and what waits for it. */
const known = new Map();
/** Open event streams. */
const pages = new Set();

// --- sending

const isOpen = (client) => client.socket.readyState === 1;
const send = (client, message) => isOpen(client) && client.socket.send(JSON.stringify(message));

const reply = (client, request, type, data) =>
  send(client, { type, ...(request?.requestId === undefined ? {} : { requestId: request.requestId }), data });

const refuse = (client, request, code, error) => reply(client, request, 'error', { error, code });

function show(channel, message) {
  for (const page of pages) page.write(`data: ${JSON.stringify({ channel, message })}\n\n`);
  return pages.size;
}

/** To the client where it is here, into its queue where it is away. */
function deliver(message, clientId) {
  const here = [...clients].find((client) => client.id === clientId && isOpen(client));
  if (here) return send(here, message);
  const away = known.get(clientId);
  if (!away) return;
  if (away.expiresAt <= Date.now()) away.queue = [];
  away.queue.push(message);
  away.expiresAt = Date.now() + QUEUE_MS;
}

// --- suggestions

const suggestion = (type, title, description, confidence) => ({
  id: randomUUID(),
  type,
  title,
  description,
  confidence,
});

const functionsIn = (text) => [...text.matchAll(/(?:function|def|fn|func)\s+(\w+)|const\s+(\w+)\s*=\s*\(/g)];

const tests = ({ content = '', file }) => {
  const found = functionsIn(content).map(([, one, other]) => one ?? other);
  return (found.length === 0 ? [file] : found).map((name) =>
    suggestion('test', 'Add a unit test', `${name} has no test`, 0.75),
  );
};

const faults = ({ content }) => [
  ...(/\beval\(/.test(content) ? [suggestion('bug', 'Avoid eval', 'eval runs whatever it is given', 0.9)] : []),
  ...(/\bvar\s/.test(content) ? [suggestion('style', 'Use let or const', 'var is seen in the whole function', 1)] : []),
  ...functionsIn(content).map(() => suggestion('test', 'Add a unit test', 'This function needs tests', 0.5)),
];

// --- forms: each says whether the data of a message is as it must be

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === 'string';
const absentOr = (test) => (value) => value === undefined || test(value);
const form = (members) => (data) => isObject(data) && Object.entries(members).every(([name, test]) => test(data[name]));

const CODE = { file: isText, language: isText, content: isText };
const FORMS = {
  handshake: form({
    apiKey: absentOr(isText),
    clientId: absentOr((value) => isText(value) && value !== ''),
    clientType: absentOr(isText),
    clientVersion: absentOr(isText),
    workspace: absentOr(isText),
  }),
  codeContext: form(CODE),
  startTDD: form({ ...CODE, content: absentOr(isText), testFramework: absentOr(isText) }),
  analyzeCode: form(CODE),
  ping: absentOr(form({ timestamp: absentOr((value) => Number.isInteger(value) && value >= 0) })),
};

// --- handlers

const isValid = (key) => isText(key) && key !== '' && key.split('.').length !== 3;

const handlers = {
  handshake: (client, message) => {
    const { apiKey, clientId } = message.data;
    if (!isValid(apiKey)) {
      refuse(client, message, 'INVALID_API_KEY', 'Invalid API key');
      return client.socket.close(1008);
    }
    const own = known.get(clientId)?.key === apiKey;
    client.id = own ? clientId : randomUUID();
    if (!own) known.set(client.id, { key: apiKey, queue: [], expiresAt: 0 });
    const { queue, expiresAt } = known.get(client.id);
    known.get(client.id).queue = [];
    const waiting = expiresAt > Date.now() ? queue : [];
    reply(client, message, 'welcome', { clientId: client.id, queuedMessages: waiting.length });
    for (const queued of waiting) send(client, queued);
  },
  codeContext: (client, message) => {
    const found = faults(message.data);
    reply(client, message, 'suggestions', found);
    show('ai:jobs:status', { jobId: randomUUID(), status: 'completed', result: { suggestions: found.length } });
  },
  startTDD: (client, message) => reply(client, message, 'suggestions', tests(message.data)),
  analyzeCode: (client, message) => reply(client, message, 'suggestions', faults(message.data)),
  ping: (client, { data }) =>
    send(client, { type: 'pong', ...(data?.timestamp === undefined ? {} : { data: { timestamp: data.timestamp } }) }),
};

function receive(client, text) {
  let message;
  try {
    message = JSON.parse(text);
  } catch {
    return refuse(client, undefined, 'INVALID_MESSAGE', 'Invalid message format');
  }
  if (!isObject(message) || !isText(message.type)) {
    return refuse(client, message, 'INVALID_MESSAGE', 'Invalid message format');
  }
  if (client.id === undefined && message.type !== 'handshake') {
    return refuse(client, message, 'HANDSHAKE_REQUIRED', 'Handshake required');
  }
  if (!Object.hasOwn(handlers, message.type)) return refuse(client, message, 'UNKNOWN_TYPE', 'Unknown message type');
  if (!FORMS[message.type](message.data)) return refuse(client, message, 'INVALID_MESSAGE', 'Invalid message format');
  handlers[message.type](client, message);
}

// --- HTTP: the event stream, and publishing

function stream(response) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.flushHeaders();
  pages.add(response);
  const keepAlive = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS);
  response.on('close', () => {
    clearInterval(keepAlive);
    pages.delete(response);
  });
}

function publish(request, response) {
  let body = '';
  request.on('data', (data) => {
    body += data;
  });
  request.on('end', () => {
    const { message, clientId } = JSON.parse(body);
    if (message.channel) show(message.channel, message.message);
    else deliver(message, clientId);
    response.writeHead(202).end();
  });
}

const http = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (request.method === 'GET' && pathname === '/api/events') stream(response);
  else if (request.method === 'POST' && pathname === '/publish') publish(request, response);
  else response.writeHead(404).end();
});

// --- connections

const server = new WebSocketServer({ server: http, path: '/ws' });
server.on('connection', (socket) => {
  const client = { socket, id: undefined, heardAt: Date.now(), probedAt: Date.now() };
  clients.add(client);
  const heard = () => {
    client.heardAt = Date.now();
  };
  socket.on('ping', heard);
  socket.on('pong', heard);
  socket.on('message', (data) => {
    heard();
    receive(client, data.toString());
  });
  socket.on('error', () => {});
  socket.on('close', () => clients.delete(client));
});

setInterval(() => {
  const now = Date.now();
  for (const client of clients) {
    if (now - client.heardAt >= SILENCE_MS) {
      client.socket.close(4408);
    } else if (now - client.probedAt >= PROBE_MS && isOpen(client)) {
      client.probedAt = now;
      client.socket.ping();
    }
  }
}, 500).unref();

process.on('SIGTERM', () => process.exit(0));
http.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  console.log(JSON.stringify({ url: `ws://127.0.0.1:${http.address().port}` }));
});
