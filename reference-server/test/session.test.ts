import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { serve } from './server-process.ts';
import { type Client, ofType, open } from './socket.ts';

const credentials = {
  apiKeys: [
    { key: 'alice', userId: 'alice' },
    { key: 'alice-too', userId: 'alice' },
    { key: 'bob', userId: 'bob' },
    { key: 'away', userId: 'alice', tenant: 'away' },
    { key: 'publisher', userId: 'backend', permissions: ['publish'] },
  ],
};
const agentStatus = (reason = '') => ({
  type: 'agent_status',
  data: { agentId: 'coder-001', agentType: 'coder', status: 'busy', reason },
});
const authenticate = (token: string) => ({ type: 'auth_request', data: { type: 'api-key', token } });

async function subscribed(url: string): Promise<Client> {
  const client = await open(url);
  client.send({ type: 'subscribe', data: { subscriptionId: 'mine', resource: 'agent', resourceId: '*' } });
  await client.next(ofType('subscription_update'));
  return client;
}

describe('a second credential on one connection', () => {
  test('of the same user keeps the subscriptions', async () => {
    const server = await serve([], credentials);
    const client = await subscribed(`${server.url}/autosdlc/ws?token=alice`);
    client.send(authenticate('alice-too'));
    await client.next(ofType('auth_success'));
    await server.publish('/autosdlc/publish', agentStatus());
    await client.next(ofType('agent_status'));
  });

  test.each(['bob', 'away'])('of another user or tenant (%s) ends them, and says so', async (token) => {
    const server = await serve([], credentials);
    const client = await subscribed(`${server.url}/autosdlc/ws?token=alice`);
    client.send(authenticate(token));
    await client.next(ofType('auth_success'));
    expect((await client.next(ofType('subscription_update'))).data).toMatchObject({
      subscriptionId: 'mine',
      status: 'cancelled',
    });
    expect((await server.publish('/autosdlc/publish', agentStatus())).body).toEqual({ recipients: 0 });
  });

  test('that is refused closes, however good the first one was', async () => {
    const server = await serve([], credentials);
    const client = await subscribed(`${server.url}/autosdlc/ws?token=alice`);
    client.send(authenticate('wrong'));
    expect((await client.next(ofType('auth_failure'))).data).toMatchObject({ code: 'INVALID_TOKEN' });
    expect(await client.closed).toBe(4401);
    expect((await server.publish('/autosdlc/publish', agentStatus())).body).toEqual({ recipients: 0 });
  });
});

describe('large messages travel as gzip', () => {
  const large = agentStatus('x'.repeat(2000));

  test.each<[string, string, string | Buffer]>([
    ['asked by query', '&compress=gzip', '{"type":"ping"}'],
    ['said in metadata.compressed', '', '{"type":"ping","metadata":{"compressed":true}}'],
    ['sent gzip', '', gzipSync('{"type":"ping"}')],
  ])('to a client that has %s', async (_, query, message) => {
    const server = await serve();
    const client = await subscribed(`${server.url}/autosdlc/ws?token=a${query}`);
    client.send(message);
    await client.next(ofType('pong'));
    await server.publish('/autosdlc/publish', large);
    expect(JSON.parse(gunzipSync(await client.nextBinary()).toString())).toMatchObject({
      ...large,
      metadata: { version: '1.0', compressed: true },
    });
    await server.publish('/autosdlc/publish', agentStatus('short'));
    expect(await client.next(ofType('agent_status'))).not.toHaveProperty('metadata.compressed');
  });

  test('and not to anybody else', async () => {
    const server = await serve();
    const client = await subscribed(`${server.url}/autosdlc/ws?token=a&compress=br`);
    await server.publish('/autosdlc/publish', large);
    expect(await client.next(ofType('agent_status'))).not.toHaveProperty('metadata.compressed');
    expect(client.binary).toEqual([]);
  });
});

test('an answer names the message it answers, when that has a name', async () => {
  const server = await serve();
  const client = await open(`${server.url}/autosdlc/ws?token=a`);
  for (const message of [
    '{"type":"ping","id":"m"}',
    '{"type":"nope","id":"m"}',
    '{"type":"subscribe","id":"m","data":{}}',
  ]) {
    client.send(message);
    expect(await client.next(({ type }) => type !== 'connect')).toMatchObject({ metadata: { correlationId: 'm' } });
  }
  client.send('{"type":"ping","id":7}');
  expect((await client.next(({ type }) => type !== 'connect')).metadata).not.toHaveProperty('correlationId');
});

test('a client is sent 1000 log lines a minute and no more', async () => {
  const server = await serve();
  const client = await subscribed(`${server.url}/autosdlc/ws?token=a`);
  const line = { agentId: 'a', level: 'info', message: 'm', timestamp: '2025-01-01T00:00:00.000Z' };
  const publish = () => server.publish('/autosdlc/publish', { type: 'agent_log', data: line });
  for (let sent = 0; sent < 1000; sent++) expect((await publish()).body.recipients).toBe(1);
  expect((await publish()).body.recipients).toBe(0);
  await client.settled();
  expect(client.received.filter(ofType('agent_log'))).toHaveLength(1000);
});
