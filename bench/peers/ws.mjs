// A fan-out as most servers on Node do it: `ws`, and a loop that sends to each client that subscribed.

import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { WebSocketServer } from 'ws';
import { answerTo, dialects, isMatch } from './dialects.mjs';
import { listen, takePublication } from './publications.mjs';

const publishers = {};
const endpoints = [];

for (const [name, dialect] of Object.entries(dialects)) {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const path = new RegExp(`^/${name}${dialect.address.replace(':id', '[^/]+')}(\\?|$)`);
  endpoints.push({ path, sockets });

  sockets.on('connection', (socket) => {
    socket.pattern = dialect.pattern ? undefined : '*';
    if (dialect.opening) socket.send(JSON.stringify(dialect.opening()));
    socket.on('message', (bytes) => {
      const message = JSON.parse(bytes);
      socket.pattern = dialect.pattern?.(message) ?? socket.pattern;
      const answer = answerTo(dialect, message);
      if (answer) socket.send(answer);
    });
  });

  publishers[name] = (message) => {
    const text = JSON.stringify(dialect.delivered(message));
    const topic = dialect.topic?.(message) ?? '';
    for (const socket of sockets.clients) {
      if (socket.pattern !== undefined && isMatch(socket.pattern, topic)) socket.send(text);
    }
  };
}

const server = createServer((request, response) => {
  if (!takePublication(request, response, publishers)) response.writeHead(404).end();
});
server.on('upgrade', (request, connection, head) => {
  const { sockets } = endpoints.find(({ path }) => path.test(request.url)) ?? {};
  if (!sockets) connection.destroy();
  else sockets.handleUpgrade(request, connection, head, (socket) => sockets.emit('connection', socket, request));
});

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
listen(server, values.port);
