// The least that a server can do for a fan-out: bare uWebSockets.js, every connection in one topic. It speaks
// enough of each profile for the harness's clients to take it for a server of that profile, and gets its
// publications by the same HTTP call. It authenticates nobody and validates nothing.

import { App, us_socket_local_port } from 'uWebSockets.js';
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';

const profiles = {
  cloud: {
    opening: () => ({ type: 'auth', data: { success: true, userId: 'bench' }, timestamp: new Date().toISOString() }),
    pong: () => ({ type: 'pong', timestamp: new Date().toISOString() }),
    delivered: (message) => ({ ...message, timestamp: new Date().toISOString() }),
  },
  autosdlc: {
    opening: () => envelope({ type: 'connect', data: { clientId: 'bench' } }),
    pong: () => envelope({ type: 'pong', data: { timestamp: Date.now() } }),
    delivered: envelope,
  },
};

function envelope(message) {
  return { id: `evt-${randomUUID()}`, timestamp: Date.now(), metadata: { version: '1.0' }, ...message };
}

const app = App();

for (const [name, { opening, pong, delivered }] of Object.entries(profiles)) {
  app.ws(`/${name}/ws`, {
    idleTimeout: 0,
    open(socket) {
      socket.subscribe(name);
      socket.send(JSON.stringify(opening()));
    },
    message(socket, bytes) {
      if (JSON.parse(Buffer.from(bytes).toString()).type === 'ping') socket.send(JSON.stringify(pong()));
    },
  });

  app.post(`/${name}/publish`, (response) => {
    let body = '';
    response.onAborted(() => {});
    response.onData((chunk, isLast) => {
      body += Buffer.from(chunk).toString();
      if (!isLast) return;
      app.publish(name, JSON.stringify(delivered(JSON.parse(body).message)));
      response.writeStatus('202 Accepted').end(JSON.stringify({ recipients: app.numSubscribers(name) }));
    });
  });
}

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
app.listen('127.0.0.1', Number(values.port), (listener) => {
  console.log(JSON.stringify({ url: `ws://127.0.0.1:${us_socket_local_port(listener)}`, pid: process.pid }));
});
