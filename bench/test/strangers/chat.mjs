// A server of a document that is not ours: it knows no publish API, no opening message and no barrier.

import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', path: '/room' });
let total = 0;

const answers = {
  say: ({ text }) => ({ kind: 'said', room: 'main', id: 'x', body: { length: text.length, text } }),
  mark: ({ mark }) => ({ kind: 'marked', mark }),
  count: ({ by }) => {
    total += by;
    return { kind: 'counted', total };
  },
};

server.on('connection', (socket) => {
  socket.on('message', (bytes) => {
    const message = JSON.parse(bytes);
    const text = JSON.stringify(answers[message.kind](message));
    for (const client of server.clients) client.send(text);
  });
});
server.on('listening', () => console.log(JSON.stringify({ url: `ws://127.0.0.1:${server.address().port}` })));
