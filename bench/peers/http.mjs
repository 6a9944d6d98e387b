// Server-sent events as most servers on Node do them: an answer that is never ended, and a loop that writes to each.

import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { listen, takePublication } from './publications.mjs';

const answers = new Set();

const publishers = {
  devmentor(message) {
    const event = `data: ${JSON.stringify(message)}\n\n`;
    for (const answer of answers) answer.write(event);
  },
};

const server = createServer((request, response) => {
  if (takePublication(request, response, publishers)) return;
  if (!request.url.startsWith('/devmentor/api/events')) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.flushHeaders();
  answers.add(response);
  response.on('close', () => answers.delete(response));
});

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
listen(server, values.port);
