// Socket.IO attached to uWebSockets.js, which then carries its frames.

import { App, us_socket_local_port } from 'uWebSockets.js';
import { parseArgs } from 'node:util';
import { Server } from 'socket.io';
import { options, serveAgents } from './agents.mjs';

const app = App();
const io = new Server(options);
io.attachApp(app, options);
const publish = serveAgents(io);

app.post('/mxf/publish', (response) => {
  let body = '';
  response.onAborted(() => {});
  response.onData((chunk, isLast) => {
    body += Buffer.from(chunk).toString();
    if (!isLast) return;
    publish(JSON.parse(body).message);
    response.writeStatus('202 Accepted').end('{}');
  });
});

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
app.listen('127.0.0.1', Number(values.port), (listener) => {
  console.log(JSON.stringify({ url: `ws://127.0.0.1:${us_socket_local_port(listener)}`, pid: process.pid }));
});
