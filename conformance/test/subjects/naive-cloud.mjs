// A server for the profile `cloud` as somebody in a hurry writes it from the document alone.
// What it gets wrong: malformed JSON is ignored, presence is passed on as it came, pong has no
// timestamp, nobody is ever timed out, unauthenticated clients get notifications.
import http from 'node:http';
import { WebSocketServer } from 'ws';

const sockets = [];

function now() {
  return new Date().toISOString();
}

function broadcast(message, onlyAuthenticated) {
  for (const ws of sockets) {
    if (onlyAuthenticated && !ws.userId) continue;
    ws.send(JSON.stringify(message));
  }
}

const wsManager = {
  broadcastAgentStatus(data) {
    broadcast({ type: 'agent_status', data, timestamp: now() }, true);
  },
  broadcastChatMessage(data) {
    broadcast({ type: 'chat_message', data, timestamp: now() }, true);
  },
  sendNotification(level, text, userId) {
    const message = { type: 'notification', data: { level, message: text }, timestamp: now() };
    if (!userId) return broadcast(message, false);
    for (const ws of sockets) {
      if (ws.userId === userId) ws.send(JSON.stringify(message));
    }
  },
};

const server = http.createServer((req, res) => {
  if (req.method === 'POST' && req.url === '/api/events') {
    let body = '';
    req.on('data', (chunk) => (body += chunk));
    req.on('end', () => {
      const event = JSON.parse(body);
      if (event.kind === 'agent_status') wsManager.broadcastAgentStatus(event.data);
      if (event.kind === 'chat_message') wsManager.broadcastChatMessage(event.data);
      if (event.kind === 'notification') wsManager.sendNotification(event.data.level, event.data.message, event.userId);
      res.end('ok');
    });
    return;
  }
  res.statusCode = 404;
  res.end();
});

const wss = new WebSocketServer({ server, path: '/ws' });

wss.on('connection', (ws, req) => {
  const token = new URL(req.url, 'http://x').searchParams.get('token');
  ws.userId = token ? `user_${token}` : null;
  sockets.push(ws);

  ws.send(
    JSON.stringify({
      type: 'auth',
      data: token ? { success: true, userId: ws.userId } : { success: false, error: 'Invalid token' },
      timestamp: now(),
    }),
  );

  ws.on('message', (raw) => {
    let message;
    try {
      message = JSON.parse(raw);
    } catch {
      return;
    }
    switch (message?.type) {
      case 'ping':
        ws.send(JSON.stringify({ type: 'pong' }));
        break;
      case 'pong':
        break;
      case 'user_presence':
        if (!ws.userId || !['online', 'away', 'busy', 'offline'].includes(message.data)) {
          ws.send(JSON.stringify({ type: 'error', data: { error: 'Invalid message format' }, timestamp: now() }));
          break;
        }
        broadcast({ type: 'user_presence', data: message.data, timestamp: now() }, true);
        break;
      default:
        ws.send(JSON.stringify({ type: 'error', data: { error: 'Invalid message format' }, timestamp: now() }));
    }
  });

  ws.on('close', () => {
    sockets.splice(sockets.indexOf(ws), 1);
    if (ws.userId && !sockets.some((other) => other.userId === ws.userId)) {
      broadcast({ type: 'user_presence', data: { userId: ws.userId, status: 'offline' }, timestamp: now() }, true);
    }
  });
});

setInterval(() => {
  for (const ws of sockets) {
    ws.send(JSON.stringify({ type: 'ping', timestamp: now() }));
    ws.ping();
  }
}, 30000);

process.on('SIGTERM', () => process.exit(0));
server.listen(process.env.PORT || 0, '127.0.0.1', () => {
  console.log(JSON.stringify({ url: `ws://127.0.0.1:${server.address().port}` }));
});
