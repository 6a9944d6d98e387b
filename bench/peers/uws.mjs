// The least that a server can do for a fan-out: bare uWebSockets.js. A subscription is one of its topics, a
// publication one `app.publish` for each pattern that matches. It authenticates nobody and validates nothing.

import { App, us_socket_local_port } from 'uWebSockets.js';
import { parseArgs } from 'node:util';
import { answerTo, dialects, isMatch } from './dialects.mjs';

const app = App();

for (const [name, dialect] of Object.entries(dialects)) {
  const patterns = new Set();
  const subscribe = (socket, pattern) => {
    patterns.add(pattern);
    socket.subscribe(`${name} ${pattern}`);
  };

  app.ws(`/${name}${dialect.address}`, {
    idleTimeout: 0,
    open(socket) {
      if (!dialect.pattern) subscribe(socket, '*');
      if (dialect.opening) socket.send(JSON.stringify(dialect.opening()));
    },
    message(socket, bytes) {
      const message = JSON.parse(Buffer.from(bytes).toString());
      const pattern = dialect.pattern?.(message);
      if (pattern !== undefined) subscribe(socket, pattern);
      const answer = answerTo(dialect, message);
      if (answer) socket.send(answer);
    },
  });

  app.post(`/${name}/publish`, (response) => {
    let body = '';
    response.onAborted(() => {});
    response.onData((chunk, isLast) => {
      body += Buffer.from(chunk).toString();
      if (!isLast) return;
      const { message } = JSON.parse(body);
      const text = JSON.stringify(dialect.delivered(message));
      const topic = dialect.topic?.(message) ?? '';
      for (const pattern of patterns) if (isMatch(pattern, topic)) app.publish(`${name} ${pattern}`, text);
      response.writeStatus('202 Accepted').end('{}');
    });
  });
}

// Tokens of a stream, at the rate at which the reference server is started: the same pace, no engine.
const tokens = 'export function parse(text: string): number { return Number(text); }\n'.repeat(12).split(/(?<= )/);
const tokenMs = 1000 / 400;

app.ws('/codex/v1/ws', {
  idleTimeout: 0,
  message(socket, bytes) {
    const message = JSON.parse(Buffer.from(bytes).toString());
    const answer = answerTo(dialects.codex, message);
    if (answer) socket.send(answer);
    if (message.type !== 'generate') return;
    const say = (text) => {
      if (!socket.isClosed) socket.send(JSON.stringify({ ...text, requestId: message.id }));
    };
    say({ type: 'stream_start' });
    const startMs = performance.now();
    let sent = 0;
    const timer = setInterval(() => {
      while (sent < tokens.length && performance.now() - startMs > sent * tokenMs) {
        say({ type: 'token', token: tokens[sent] });
        sent++;
      }
      if (sent < tokens.length) return;
      clearInterval(timer);
      say({ type: 'stream_end' });
    }, 1);
  },
  close(socket) {
    socket.isClosed = true;
  },
});

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
app.listen('127.0.0.1', Number(values.port), (listener) => {
  console.log(JSON.stringify({ url: `ws://127.0.0.1:${us_socket_local_port(listener)}`, pid: process.pid }));
});
