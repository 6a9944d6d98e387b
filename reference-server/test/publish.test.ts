import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { type ServerProcess, serve } from './server-process.ts';
import { ofType, open } from './socket.ts';

const notification = { type: 'notification', data: { level: 'info', message: 'hello' } };
const agentStatus = { type: 'agent_status', data: { agentId: 'coder-001', agentType: 'coder', status: 'busy' } };

const credentials = {
  apiKeys: [
    { key: 'alice-key', userId: 'alice' },
    { key: 'bob-key', userId: 'bob' },
    { key: 'stranger-key', userId: 'alice', tenant: 'other' },
    { key: 'publisher-key', userId: 'backend', permissions: ['publish'] },
    { key: 'other-publisher-key', userId: 'backend', tenant: 'other', permissions: ['publish'] },
  ],
};

const publishAs = (server: ServerProcess, key: string, body: unknown) => server.publish('/cloud/publish', body, key);

test('reaches the authenticated of the publisher’s tenant and nobody else', async () => {
  const server = await serve([], credentials);
  const [alice, bob, stranger, nobody] = await Promise.all([
    open(`${server.url}/cloud/ws?token=alice-key`),
    open(`${server.url}/cloud/ws?token=bob-key`),
    open(`${server.url}/cloud/ws?token=stranger-key`),
    open(`${server.url}/cloud/ws`),
  ]);
  expect(await publishAs(server, 'publisher-key', notification)).toEqual({ status: 202, body: { recipients: 2 } });
  await Promise.all([alice, bob].map((client) => client.next(ofType('notification'))));
  await Promise.all([stranger, nobody].map((client) => client.settled()));
  expect([...stranger.received, ...nobody.received].filter(ofType('notification'))).toEqual([]);

  expect(await publishAs(server, 'other-publisher-key', { message: notification })).toMatchObject({
    body: { recipients: 1 },
  });
  await stranger.next(ofType('notification'));
});

test('a target narrows the audience, inside the tenant', async () => {
  const server = await serve([], credentials);
  const alice = await open(`${server.url}/cloud/ws?token=alice-key`);
  const again = await open(`${server.url}/cloud/ws?token=alice-key`);
  await open(`${server.url}/cloud/ws?token=bob-key`);
  await open(`${server.url}/cloud/ws?token=stranger-key`);
  const answer = await publishAs(server, 'publisher-key', { message: notification, target: { userId: 'alice' } });
  expect(answer.body).toEqual({ recipients: 2 });
  await alice.next(ofType('notification'));
  await again.next(ofType('notification'));
});

test('a target client receives only what it subscribed to', async () => {
  const server = await serve();
  const client = await open(`${server.url}/autosdlc/ws?token=a`);
  const { data } = await client.next(ofType('connect'));
  const body = { message: agentStatus, target: { clientId: data?.clientId } };
  expect((await server.publish('/autosdlc/publish', body)).body).toEqual({ recipients: 0 });
  client.send({ type: 'subscribe', data: { resource: 'agent', resourceId: '*' } });
  await client.settled();
  expect((await server.publish('/autosdlc/publish', body)).body).toEqual({ recipients: 1 });
});

test('the server fills in the envelope, and keeps the id of an event that has one', async () => {
  const server = await serve();
  const client = await open(`${server.url}/autosdlc/ws?token=a`);
  client.send({ type: 'subscribe', data: { pattern: '*' } });
  await client.settled();
  await server.publish('/autosdlc/publish', {
    ...agentStatus,
    id: 'evt-mine',
    metadata: { source: 'me', compressed: true },
  });
  expect(await client.next(ofType('agent_status'))).toEqual({
    ...agentStatus,
    id: 'evt-mine',
    timestamp: expect.any(Number),
    metadata: { version: '1.0', source: 'me' },
  });
});

test('refuses who may not publish', async () => {
  const server = await serve([], credentials);
  expect(await publishAs(server, 'alice-key', notification)).toMatchObject({
    status: 403,
    body: { error: { code: 'FORBIDDEN' } },
  });
  expect(await publishAs(server, 'wrong-key', notification)).toMatchObject({
    status: 401,
    body: { error: { code: 'INVALID_TOKEN' } },
  });
  expect((await fetch(`${server.http}/cloud/publish`, { method: 'POST' })).status).toBe(401);
});

test.each<[string, unknown, string]>([
  ['no JSON', '{', 'INVALID_MESSAGE'],
  ['no object', '[]', 'INVALID_REQUEST'],
  ['no message', {}, 'INVALID_REQUEST'],
  ['a message without type', { message: {} }, 'INVALID_REQUEST'],
  [
    'a message that breaks its schema',
    { type: 'notification', data: { level: 'loud', message: '' } },
    'INVALID_MESSAGE',
  ],
  ['a message that is no event', { type: 'auth', data: { success: true, userId: 'x' } }, 'UNKNOWN_TYPE'],
  ['a message that nobody knows', { type: '__proto__' }, 'UNKNOWN_TYPE'],
  ['an unknown target', { message: notification, target: { channelId: 'x' } }, 'INVALID_TARGET'],
  ['a target of another profile', { message: notification, target: { clientId: 'x' } }, 'INVALID_TARGET'],
  ['two targets', { message: notification, target: { userId: 'x', clientId: 'x' } }, 'INVALID_TARGET'],
  ['a target that is no string', { message: notification, target: { userId: 7 } }, 'INVALID_TARGET'],
  ['a target that is no object', { message: notification, target: 'alice' }, 'INVALID_TARGET'],
])('refuses %s', async (_, body, code) => {
  const server = await serve();
  expect(await server.publish('/cloud/publish', body)).toMatchObject({ status: 400, body: { error: { code } } });
});

test('knows no other profile, and no other verb', async () => {
  const server = await serve();
  expect((await server.publish('/nope/publish', notification)).status).toBe(404);
  expect((await fetch(`${server.http}/cloud/publish`)).status).toBe(404);
  expect((await fetch(`${server.http}/cloud/ws`)).status).toBe(426);
});

test('answers 413 to a body over the limit, announced or not, and lives on', async () => {
  const server = await serve();
  expect((await server.publish('/cloud/publish', 'x'.repeat(1 << 20))).status).toBe(400);
  expect((await server.publish('/cloud/publish', 'x'.repeat((1 << 20) + 1))).status).toBe(413);
  expect((await server.publish('/cloud/publish', 'x'.repeat(30 << 20))).status).toBe(413);
  expect(server.memoryMiB()).toBeLessThan(250);
  expect((await server.publish('/cloud/publish', notification)).status).toBe(202);
});

test('survives a publisher that goes away in the middle', async () => {
  const server = await serve();
  const { hostname, port } = new URL(server.url);
  for (const body of ['', '{"type"']) {
    const socket = connect(Number(port), hostname);
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(
      `POST /cloud/publish HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer p\r\nContent-Length: 500\r\n\r\n${body}`,
    );
    await new Promise((resolve) => setImmediate(resolve));
    socket.resetAndDestroy();
  }
  expect((await server.publish('/cloud/publish', notification)).status).toBe(202);
});
