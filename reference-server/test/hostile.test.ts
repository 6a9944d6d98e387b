import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { serve } from './server-process.ts';
import { Client, ofType, open, rawUpgrade } from './socket.ts';

const mebibyte = 1 << 20;
const nested = (depth: number): string => `{"type":"ping","data":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

test('a gzip bomb is refused with an error, not inflated', async () => {
  const server = await serve();
  const client = await open(`${server.url}/autosdlc/ws?token=a`);
  const before = server.memoryMiB();
  const bomb = gzipSync(Buffer.alloc(100 * mebibyte, ' '));
  for (let sent = 0; sent < 20; sent++) client.send(bomb);
  for (let refused = 0; refused < 20; refused++) {
    const { data } = await client.next(ofType('error'));
    expect(data).toMatchObject({ code: 'INVALID_MESSAGE', details: expect.stringContaining('decompressed') });
  }
  expect(server.memoryMiB() - before).toBeLessThan(150);
  await client.settled();
});

test('a binary frame that is neither gzip nor UTF-8 is refused', async () => {
  const server = await serve();
  const client = await open(`${server.url}/autosdlc/ws?token=a`);
  for (const bytes of [[0x1f, 0x8b, 1, 2], [0x1f, 0x8b], [0xff, 0xfe], []]) {
    client.send(Buffer.from(bytes));
    expect((await client.next(ofType('error'))).data).toMatchObject({ error: 'Invalid message format' });
  }
});

test('a message at the limit is read, one above closes with 1009', async () => {
  const server = await serve();
  for (const path of ['/cloud/ws', '/autosdlc/ws?token=a']) {
    const client = await open(`${server.url}${path}`);
    const ping = '{"type":"ping"}';
    client.send(ping.padEnd(mebibyte));
    await client.next(ofType('pong'));
    client.send(ping.padEnd(mebibyte + 1));
    expect(await client.closed).toBe(1009);
  }
});

test('a message far above the limit ends the connection', async () => {
  const server = await serve();
  const client = await open(`${server.url}/cloud/ws`);
  client.send(Buffer.alloc(16 * mebibyte));
  await client.closed;
  expect((await fetch(`${server.http}/metrics`)).status).toBe(200);
});

test('nesting at the limit is read, one deeper is refused', async () => {
  const server = await serve();
  const client = await open(`${server.url}/autosdlc/ws?token=a`);
  client.send(nested(64));
  await client.next(ofType('pong'));
  client.send(nested(65));
  expect((await client.next(ofType('error'))).data).toMatchObject({ details: 'nested deeper than 64' });
  client.send('['.repeat(mebibyte));
  expect((await client.next(ofType('error'))).data).toMatchObject({ details: 'nested deeper than 64' });
});

test('values at the limit are read, one more is refused', async () => {
  const server = await serve();
  const client = await open(`${server.url}/autosdlc/ws?token=a`);
  const items = (count: number): string => `{"type":"ping","data":[${Array(count).fill('",["').join()}]}`;
  client.send(items(9998));
  await client.next(ofType('pong'));
  client.send(items(9999));
  expect((await client.next(ofType('error'))).data).toMatchObject({ details: 'more than 10000 values' });
});

test('keys that are magic elsewhere are plain here', async () => {
  const server = await serve();
  const client = await open(`${server.url}/autosdlc/ws?token=a`);
  client.send(
    '{"type":"subscribe","__proto__":{"polluted":1},"data":{"subscriptionId":"__proto__","pattern":"constructor"}}',
  );
  expect((await client.next(ofType('subscription_update'))).data).toMatchObject({ subscriptionId: '__proto__' });
  client.send('{"type":"__proto__"}');
  expect((await client.next(ofType('error'))).data).toMatchObject({ code: 'UNKNOWN_TYPE' });
  client.send('{"type":"constructor"}');
  expect((await client.next(ofType('error'))).data).toMatchObject({ code: 'UNKNOWN_TYPE' });
  client.send('{"type":"unsubscribe","data":{"subscriptionId":"toString"}}');
  await client.settled();
});

test('what strangers make up never becomes a metric', async () => {
  const server = await serve();
  const client = await open(`${server.url}/autosdlc/ws?token=a`);
  for (let index = 0; index < 50; index++) client.send({ type: `made-up-${index}` });
  client.send({ type: 'subscribe', data: { resource: 'made-up', resourceId: 'x' } });
  await client.settled();
  const metrics = await (await fetch(`${server.http}/metrics`)).text();
  expect(metrics).not.toContain('made-up');
  expect(metrics).toContain('websocket_messages_received_total{type="unknown"} 50');
  expect(metrics).toContain('websocket_active_subscriptions{resource="other"} 1');
});

test('what is sent behind a credential waits for the verdict', async () => {
  const server = await serve();
  const prompt = await open(`${server.url}/autosdlc/ws`);
  prompt.send({ type: 'auth_request', data: { type: 'jwt', token: 'a' } });
  prompt.send({ type: 'subscribe', data: { subscriptionId: 's', pattern: '*' } });
  expect(await prompt.next(({ type }) => type !== 'connect')).toMatchObject({ type: 'auth_success' });
  expect(await prompt.next(({ type }) => type !== 'connect')).toMatchObject({ data: { status: 'active' } });
});

test('clients that vanish in the middle of the handshake do no harm', async () => {
  const server = await serve([], { jwt: { hs256Secret: 'x'.repeat(40) } });
  const jwt = `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.e30.AAAA`;
  for (let round = 0; round < 200; round++) {
    const socket = await rawUpgrade(`${server.url}/autosdlc/ws?token=${jwt}`);
    socket.resetAndDestroy();
  }
  expect((await fetch(`${server.http}/metrics`)).status).toBe(200);
  expect(server.child.exitCode).toBeNull();
});

test('bytes that are no WebSocket do no harm', async () => {
  const server = await serve();
  for (let round = 0; round < 50; round++) {
    const socket = await rawUpgrade(`${server.url}/cloud/ws`);
    await new Promise((resolve) => socket.once('data', resolve));
    socket.write(Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 7919 + round * 104_729) % 256)));
    socket.resume();
    await new Promise((resolve) => socket.once('close', resolve).setTimeout(200, () => socket.destroy()));
  }
  expect((await fetch(`${server.http}/metrics`)).status).toBe(200);
});

test('another version of WebSocket is refused', async () => {
  const server = await serve();
  const client = new Client(`${server.url}/cloud/ws`, { protocolVersion: 8 });
  const status = await new Promise((resolve) =>
    client.socket.once('unexpected-response', (_, res) => resolve(res.statusCode)),
  );
  expect(status).toBe(426);
});

test('a subscription at the limits is taken, one beyond either is refused', async () => {
  const server = await serve();
  const client = await open(`${server.url}/autosdlc/ws?token=a`);
  const subscribe = (id: string, events: number) =>
    client.send(
      JSON.stringify({
        type: 'subscribe',
        data: {
          subscriptionId: id,
          resource: 'agent',
          resourceId: '*',
          events: Array.from({ length: events }, (_, i) => `e${i}`),
        },
      }),
    );
  subscribe('i'.repeat(256), 64);
  expect((await client.next(ofType('subscription_update'))).data).toMatchObject({ status: 'active' });
  subscribe('more', 65);
  expect((await client.next(ofType('error'))).data).toMatchObject({ code: 'LIMIT_EXCEEDED' });
  subscribe('i'.repeat(257), 1);
  expect((await client.next(ofType('error'))).data).toMatchObject({ code: 'LIMIT_EXCEEDED' });
});
