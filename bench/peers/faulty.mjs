// A server on the cloud wire with one known fault. What it does wrong, it does to one connection, the third;
// every n-th publication is meant, counted from 1 with the rehearsal.

import { App, us_socket_local_port } from 'uWebSockets.js';
import { parseArgs } from 'node:util';

const whole = { type: 'string', default: '0' };
const { values } = parseArgs({
  options: {
    lose: whole,
    double: whole,
    swap: whole,
    cut: whole,
    delayMs: whole,
    announce: whole,
    mute: whole,
    refuse: whole,
    skipAbove: whole,
    closeAbove: whole,
  },
});
const every = (option, n) => Number(values[option]) > 0 && n % Number(values[option]) === 0;

const sockets = [];
let publications = 0;
let held;

function deliver(text, n) {
  for (const [index, socket] of sockets.entries()) {
    if (index === 2) deliverToVictim(socket, text, n);
    else socket.send(text);
  }
}

/** Exact to some microseconds: a timer of the event loop may be a whole millisecond late. */
function deliverLate(text, n) {
  const dueMs = performance.now() + Number(values.delayMs);
  setTimeout(() => {
    while (performance.now() < dueMs);
    deliver(text, n);
  }, Number(values.delayMs) - 3);
}

function deliverToVictim(socket, text, n) {
  if (every('swap', n)) {
    held = text;
    return;
  }
  if (!every('lose', n)) socket.send(every('cut', n) ? text.replace('....', '') : text);
  if (every('double', n)) socket.send(text);
  if (held !== undefined) socket.send(held);
  held = undefined;
}

const app = App();
app.ws('/cloud/ws', {
  idleTimeout: 0,
  // What uWebSockets does with a slow client: beyond a limit it skips messages, or closes; 0 is no limit.
  maxBackpressure: Number(values.skipAbove) || Number(values.closeAbove),
  closeOnBackpressureLimit: Number(values.closeAbove) > 0,
  open(socket) {
    sockets.push(socket);
    socket.send(JSON.stringify({ type: 'auth', data: { success: true, userId: 'u' }, timestamp: 'now' }));
  },
  message(socket) {
    socket.send(JSON.stringify({ type: 'pong', timestamp: 'now' }));
  },
  close(socket) {
    sockets.splice(sockets.indexOf(socket), 1);
  },
});
app.post('/cloud/publish', (response) => {
  let body = '';
  response.onAborted(() => {});
  response.onData((chunk, isLast) => {
    body += Buffer.from(chunk).toString();
    if (!isLast) return;
    const n = ++publications;
    if (every('refuse', n)) {
      response.writeStatus('429 Too Many Requests').end('slow down');
      return;
    }
    const text = JSON.stringify(JSON.parse(body).message);
    if (Number(values.delayMs) > 0) deliverLate(text, n);
    else deliver(text, n);
    if (Number(values.announce) === n) console.log(JSON.stringify({ published: n }));
    if (Number(values.mute) === 0 || n < Number(values.mute)) response.writeStatus('202 Accepted').end('{}');
  });
});
app.listen('127.0.0.1', 0, (listener) => {
  const port = us_socket_local_port(listener);
  const url = `ws://127.0.0.1:${port}`;
  console.log(JSON.stringify({ url, publishUrl: `http://127.0.0.1:${port}/cloud/publish`, pid: process.pid }));
});
