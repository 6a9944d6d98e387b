// Socket.IO as it comes: its own engine on Node's http server.

import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { Server } from 'socket.io';
import { options, serveAgents } from './agents.mjs';
import { listen, takePublication } from './publications.mjs';

const server = createServer();
const publishers = { mxf: serveAgents(new Server(server, options)) };
server.on('request', (request, response) => {
  if (!takePublication(request, response, publishers) && !response.headersSent) response.writeHead(404).end();
});

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
listen(server, values.port);
