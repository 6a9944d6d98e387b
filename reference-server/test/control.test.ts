import { describe, expect, test } from 'vitest';
import { note, shakeHands } from './devmentor.ts';
import { EventReader } from './event-reader.ts';
import { temporaryFolder } from './folder.ts';
import { type ServerProcess, serve } from './server-process.ts';
import { ofType, open } from './socket.ts';

const notification = { type: 'notification', data: { level: 'info', message: 'hello' } };
const verbs = ['stats', 'clock', 'emit', 'kick', 'fault', 'reset'];

const ask = (server: ServerProcess, verb: string, init: RequestInit): Promise<Response> =>
  fetch(`${server.http}/control/${verb}`, { method: verb === 'stats' ? 'GET' : 'POST', ...init });

describe('control', () => {
  test('is refused to whoever does not hold the token, every verb', async () => {
    const server = await serve();
    const tries = verbs.flatMap((verb) => ['', 'Bearer wrong', 'test-only-control-token'].map((one) => [verb, one]));
    for (const [verb = '', authorization = ''] of tries) {
      const headers = { authorization };
      const response = await ask(server, verb, { headers });
      expect([response.status, await response.json()]).toEqual([
        401,
        { error: { code: 'INVALID_TOKEN', message: expect.any(String) } },
      ]);
    }
  });

  test('refuses what it does not understand, and says what it must be', async () => {
    const server = await serve();
    const tries: [string, object][] = [
      ['clock', {}],
      ['clock', { advanceMs: -1 }],
      ['clock', { advanceMs: 1.5 }],
      ['clock', { advanceMs: 86_400_001 }],
      ['emit', {}],
      ['emit', { profile: 'cloud' }],
      ['emit', { profile: '__proto__', message: notification }],
      ['emit', { profile: 'cloud', message: notification, tenant: 7 }],
      ['emit', { profile: 'cloud', message: notification, target: { clientId: 'x' } }],
      ['kick', { profile: 'nope' }],
      ['kick', { code: 99 }],
      ['kick', { code: 5000 }],
      ['kick', { target: { name: 'x' } }],
      ['fault', {}],
      ['fault', { name: 'nope' }],
      ['fault', { name: '__proto__' }],
    ];
    for (const [verb, body] of tries) {
      expect(await server.control(verb, body)).toMatchObject({
        status: 400,
        body: { error: { message: expect.stringMatching(/must/) } },
      });
    }
  });

  test.each(['', '[]', '{'])('a body that is no object (%j) is refused', async (body) => {
    const server = await serve();
    const headers = { authorization: 'Bearer test-only-control-token' };
    expect((await ask(server, 'clock', { headers, body })).status).toBe(400);
  });
});

test('clock moves time', async () => {
  const server = await serve();
  const { body } = await server.control('clock', { advanceMs: 3_600_000 });
  expect(body.nowMs).toBeGreaterThan(Date.now() + 3_500_000);
});

test('emit causes an event without a publisher, in any tenant', async () => {
  const server = await serve([], { apiKeys: [{ key: 'away', userId: 'alice', tenant: 'away' }] });
  const client = await open(`${server.url}/cloud/ws?token=away`);
  const emit = (more: object) => server.control('emit', { profile: 'cloud', message: notification, ...more });
  expect(await emit({})).toEqual({ status: 202, body: { recipients: 0 } });
  expect(await emit({ tenant: 'away' })).toEqual({ status: 202, body: { recipients: 1 } });
  expect(await emit({ tenant: 'away', target: { userId: 'bob' } })).toEqual({ status: 202, body: { recipients: 0 } });
  await client.next(ofType('notification'));
  const wrong = { type: 'notification', data: {} };
  expect(await emit({ message: wrong })).toMatchObject({ status: 400, body: { error: { code: 'INVALID_MESSAGE' } } });
});

describe('kick closes', () => {
  test('those of one name, by default as at a shutdown', async () => {
    const server = await serve();
    const alice = await open(`${server.url}/cloud/ws?token=a`);
    const bob = await open(`${server.url}/cloud/ws?token=b`);
    const userId = (await alice.next(ofType('auth'))).data?.userId;
    const target = { userId };
    expect((await server.control('kick', { profile: 'autosdlc', target })).body).toEqual({ kicked: 0 });
    expect((await server.control('kick', { tenant: 'away', target })).body).toEqual({ kicked: 0 });
    expect((await server.control('kick', { target })).body).toEqual({ kicked: 1 });
    expect(await alice.closed).toBe(1001);
    await bob.settled();
  });

  test('everybody, with the code that is wanted, behind what was sent before', async () => {
    const server = await serve();
    const client = await open(`${server.url}/cloud/ws?token=a`);
    const stranger = await open(`${server.url}/autosdlc/ws`);
    const reader = await EventReader.open(server.http);
    await server.control('emit', { profile: 'cloud', message: notification });
    expect((await server.control('kick', { code: 4000 })).body).toEqual({ kicked: 3 });
    expect(await client.closed).toBe(4000);
    expect(client.received.filter(ofType('notification'))).toHaveLength(1);
    expect(await stranger.closed).toBe(4000);
    await reader.ended();
  });
});

test('reset forgets what the server was told, on disk too, and closes everybody', async () => {
  const folder = temporaryFolder();
  let server = await serve(['--data', folder]);
  const first = await shakeHands(server);
  const { clientId } = first;
  first.client.socket.close();
  await first.client.closed;
  await expect.poll(() => queued(server, clientId)).toBe(true);
  const reader = await EventReader.open(server.http);
  await server.control('emit', {
    profile: 'devmentor',
    message: { channel: 'ui:activity', message: { activity: 'before' } },
  });
  await reader.count(1);
  await server.control('fault', { name: 'closing/wrong-code' });

  expect(await server.control('reset', {})).toEqual({ status: 200, body: {} });
  await reader.ended();
  expect((await server.control('stats')).body.faults).toMatchObject({ active: null });
  for (let life = 0; life < 2; life++) {
    const back = await shakeHands(server, { clientId });
    expect(back.welcome.data).toMatchObject({ queuedMessages: 0 });
    expect(back.clientId).not.toBe(clientId);
    const again = await EventReader.open(server.http, { headers: { 'last-event-id': 'of-old' } });
    await server.control('emit', {
      profile: 'devmentor',
      message: { channel: 'ui:activity', message: { activity: 'after' } },
    });
    await expect.poll(() => again.messages().map(({ activity }) => activity)).toContain('after');
    expect(again.messages().map(({ activity }) => activity)).not.toContain('before');
    server.child.kill('SIGKILL');
    await server.exited;
    server = await serve(['--data', folder]);
  }
}, 60_000);

async function queued(server: ServerProcess, clientId: string): Promise<boolean> {
  return (await server.publish('/devmentor/publish', note('wait', clientId))).body.recipients === 0;
}

test('stats tell who is there and what goes on', async () => {
  const server = await serve();
  const client = await open(`${server.url}/autosdlc/ws?token=a`);
  client.send({ type: 'subscribe', data: { resource: 'agent', resourceId: '*' } });
  await client.settled();
  expect(await server.control('stats')).toEqual({
    status: 200,
    body: {
      nowMs: expect.any(Number),
      clients: expect.objectContaining({
        cloud: { total: 0, authenticated: 0 },
        autosdlc: { total: 1, authenticated: 1 },
      }),
      waitingMessages: 0,
      subscriptions: { agent: 1 },
      running: { generation: 0, workflow: 0 },
      memoryBytes: expect.any(Number),
      faults: { all: expect.any(Array), active: null },
    },
  });
});
