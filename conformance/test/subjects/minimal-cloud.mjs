// A small and correct server for the profile `cloud`: every MUST and SHOULD, no optional capability.
// POST /publish {"message": …, "userId"?: …} makes it send an event.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const STATUSES = ['online', 'away', 'busy', 'offline'];
const PING_EVERY_MS = 30_000;
const SILENCE_LIMIT_MS = 60_000;

const clients = new Set();

const stamped = (message) => JSON.stringify({ ...message, timestamp: new Date().toISOString() });
const send = (client, message) => client.socket.readyState === 1 && client.socket.send(stamped(message));
const refuse = (client, error) => send(client, { type: 'error', data: { error } });
const userOf = (token) => `user_${createHash('sha256').update(token).digest('hex').slice(0, 16)}`;

function deliver(message, userId) {
  const receivers = [...clients].filter((client) => client.userId && (!userId || client.userId === userId));
  for (const client of receivers) send(client, message);
  return receivers.length;
}

const handlers = {
  ping: (client) => send(client, { type: 'pong' }),
  pong: () => {},
  user_presence: (client, { data }) => {
    const status = typeof data === 'object' && data !== null ? data.status : data;
    if (!client.userId) refuse(client, 'Not authenticated');
    else if (!STATUSES.includes(status)) refuse(client, 'Invalid message format');
    else deliver({ type: 'user_presence', data: { userId: client.userId, status } });
  },
};

function receive(client, text) {
  let message;
  try {
    message = JSON.parse(text);
  } catch {
    return refuse(client, 'Invalid message format');
  }
  if (typeof message !== 'object' || message === null || typeof message.type !== 'string') {
    return refuse(client, 'Invalid message format');
  }
  const handler = Object.hasOwn(handlers, message.type) ? handlers[message.type] : undefined;
  if (!handler) return refuse(client, 'Unknown message type');
  handler(client, message);
}

function leave(client) {
  clients.delete(client);
  const others = [...clients].some((other) => other.userId === client.userId);
  if (client.userId && !others) deliver({ type: 'user_presence', data: { userId: client.userId, status: 'offline' } });
}

const http = createServer((request, response) => {
  let body = '';
  request.on('data', (data) => {
    body += data;
  });
  request.on('end', () => {
    if (request.method !== 'POST' || request.url !== '/publish') return response.writeHead(404).end();
    const { message, userId } = JSON.parse(body);
    response.writeHead(202, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ recipients: deliver(message, userId) }));
  });
});

const server = new WebSocketServer({ server: http, path: '/ws' });
server.on('connection', (socket, request) => {
  const token = new URL(request.url, 'http://localhost').searchParams.get('token');
  const client = { socket, userId: token ? userOf(token) : undefined, heardAt: Date.now() };
  clients.add(client);
  const heard = () => {
    client.heardAt = Date.now();
  };
  socket.on('pong', heard);
  socket.on('ping', heard);
  socket.on('message', (data) => {
    heard();
    receive(client, data.toString());
  });
  socket.on('close', () => leave(client));
  socket.on('error', () => {});
  const data = client.userId
    ? { success: true, userId: client.userId }
    : { success: false, error: 'Invalid or missing token' };
  send(client, { type: 'auth', data });
});

setInterval(() => {
  for (const client of clients) {
    if (Date.now() - client.heardAt >= SILENCE_LIMIT_MS) {
      client.socket.close(4408);
      client.socket.terminate();
    } else if (client.socket.readyState === 1) {
      send(client, { type: 'ping' });
      client.socket.ping();
    }
  }
}, PING_EVERY_MS).unref();

process.on('SIGTERM', () => process.exit(0));
http.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  console.log(JSON.stringify({ url: `ws://127.0.0.1:${http.address().port}` }));
});
