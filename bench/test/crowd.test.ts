import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Crowd } from '../src/crowd.ts';

const signOfLifeMs = 16;

test('a client shows no sign of life before it has connected', async () => {
  const received: Buffer[] = [];
  // Takes connections and never upgrades them.
  const server = createServer((socket) => socket.on('data', (bytes) => received.push(bytes)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = { host: '127.0.0.1', port: (server.address() as AddressInfo).port, target: '/', headers: {} };
  const barrier = { say: '{"type":"ping"}', hear: { type: 'pong' } };
  const crowd = new Crowd({
    endpoint,
    wire: { transport: 'websocket', dialogue: [], signOfLifeMs, barrier },
    name: 'test',
    receiver: { read: () => {}, take: () => false },
  });
  try {
    crowd.join({}).catch(() => {});
    await expect.poll(() => Buffer.concat(received).toString()).toContain('\r\n\r\n');
    await sleep(5 * signOfLifeMs);
    expect(Buffer.concat(received).toString()).toMatch(/^GET [\x20-\x7e\r\n]*\r\n\r\n$/);
  } finally {
    crowd.close();
    server.close();
  }
});
