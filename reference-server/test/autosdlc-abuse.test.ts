import { gzipSync } from 'node:zlib';
import { autosdlc } from '@agentwire/generated/constants/autosdlc';
import { expect, test } from 'vitest';
import { describeAbuse, type Family, startScene, upgradeStatus } from './abuse.ts';
import { ofType, open } from './socket.ts';

const { limits, rateLimit, authentication } = autosdlc.channels.autosdlc;
const mebibyte = 1 << 20;
const path = '/autosdlc/ws';

const family: Family = {
  args: ['--profiles', 'autosdlc'],
  path,
  limits,
  takesBinary: true,
  ping: { type: 'ping' },
  isPong: ofType('pong'),

  async enter({ url }, key) {
    const client = await open(`${url}${path}?token=${key}`);
    await client.next(ofType('connect'));
    return client;
  },

  /** By all four ways, which must agree. */
  async present({ url }, token) {
    const statuses = await Promise.all([
      upgradeStatus(`${url}${path}?token=${token}`),
      upgradeStatus(`${url}${path}`, { authorization: `Bearer ${token}` }),
      upgradeStatus(`${url}${path}`, { cookie: `auth-token=${token}` }),
    ]);
    const client = await open(`${url}${path}`);
    client.send({ type: 'auth_request', data: { type: 'jwt', token } });
    const { type } = await client.next((message) => message.type.startsWith('auth_'));
    if (type === 'auth_success') return statuses.every((status) => status === 101) ? 'let in' : String(statuses);
    return `${statuses} ${await client.closed}`;
  },
  refused: '401,401,401 4401',
};

describeAbuse('autosdlc', family);

/** Of the right length for the longest that is allowed, or one more. */
const subscribe = (subscriptionId: string, more: object) =>
  JSON.stringify({ type: 'subscribe', data: { subscriptionId, ...more } });

test('gzip bombs are refused with an error each, not inflated', async () => {
  const scene = await startScene(family);
  const before = scene.server.memoryMiB();
  const bomb = gzipSync(Buffer.alloc(100 * mebibyte, ' '));
  const errors = await scene.refuses(Array(20).fill(bomb));
  for (const { data } of errors) expect(data).toMatchObject({ details: expect.stringContaining('decompressed') });
  expect(scene.server.memoryMiB() - before).toBeLessThan(150);
  await scene.settled();
  await scene.unharmed();
});

test('the longest length holds for what was compressed', async () => {
  const scene = await startScene(family);
  scene.attacker.send(gzipSync('{"type":"ping"}'.padEnd(limits.messageBytes)));
  await scene.attacker.next(family.isPong);
  await scene.refuses([gzipSync('{"type":"ping"}'.padEnd(limits.messageBytes + 1))]);
  await scene.unharmed();
});

test('ids, resources and patterns that are magic elsewhere are plain here', async () => {
  const scene = await startScene(family);
  for (const name of ['__proto__', 'constructor', 'toString']) {
    scene.attacker.send(subscribe(name, { resource: name, resourceId: name, events: [name] }));
    const update = await scene.attacker.next(ofType('subscription_update'));
    expect(update.data).toMatchObject({ subscriptionId: name, status: 'active' });
    scene.attacker.send({ type: 'unsubscribe', data: { subscriptionId: name } });
    expect((await scene.attacker.next(ofType('subscription_update'))).data).toMatchObject({ status: 'cancelled' });
    scene.attacker.send({ type: 'unsubscribe', data: { subscriptionId: name } });
  }
  await scene.settled();
  scene.attacker.send(subscribe('s', { resource: 'made-up', resourceId: 'x' }));
  await scene.settled();
  const metrics = await (await fetch(`${scene.server.http}/metrics`)).text();
  expect(metrics).toContain('websocket_active_subscriptions{resource="other"} 1');
  expect(metrics).not.toContain('made-up');
  await scene.unharmed();
});

test('a subscription at the limits is taken, one beyond either is refused', async () => {
  const scene = await startScene(family);
  const events = (count: number) => ({
    resource: 'agent',
    resourceId: '*',
    events: Array.from({ length: count }, (_, i) => `e${i}`),
  });
  scene.attacker.send(subscribe('i'.repeat(limits.patternLength), events(limits.patterns)));
  await scene.attacker.next(ofType('subscription_update'));
  scene.attacker.send(subscribe('p', { pattern: '*'.repeat(limits.patternLength) }));
  await scene.attacker.next(ofType('subscription_update'));
  const errors = await scene.refuses([
    subscribe('more', events(limits.patterns + 1)),
    subscribe('i'.repeat(limits.patternLength + 1), events(1)),
    subscribe('p', { pattern: 'p'.repeat(limits.patternLength + 1) }),
  ]);
  for (const { data } of errors) expect(data).toMatchObject({ code: 'LIMIT_EXCEEDED' });
  await scene.unharmed();
});

test('as many subscriptions as may be are taken, one more is rejected', async () => {
  const scene = await startScene(family);
  /** Lets a window of the rate limit pass, with signs of life on the way. */
  const nextWindow = async (): Promise<void> => {
    for (let third = 0; third < 3; third++) {
      await scene.server.advance(rateLimit.windowMs / 3);
      await scene.settled();
    }
  };
  for (let taken = 0; taken < limits.subscriptions; taken++) {
    if (taken % rateLimit.byType.subscribe === 0) await nextWindow();
    scene.attacker.send(subscribe(`s${taken}`, { resource: 'agent', resourceId: '*' }));
    const { data } = await scene.attacker.next(ofType('subscription_update'));
    expect(data).toMatchObject({ status: 'active' });
  }
  await nextWindow();
  scene.attacker.send(subscribe('one-more', { resource: 'agent', resourceId: '*' }));
  expect((await scene.attacker.next(ofType('subscription_update'))).data).toMatchObject({ status: 'rejected' });
  expect((await scene.attacker.next(ofType('error'))).data).toMatchObject({ code: 'LIMIT_EXCEEDED' });
});

test('patterns made to be slow take no time', async () => {
  const scene = await startScene(family);
  const pattern = `${'*a'.repeat(limits.patternLength / 2 - 1)}*b`;
  for (let index = 0; index < rateLimit.byType.subscribe; index++)
    scene.attacker.send(subscribe(`s${index}`, { pattern }));
  await scene.settled();
  const agentStatus = { agentId: 'a'.repeat(500_000), agentType: 'coder', status: 'busy' };
  const message = { type: 'agent_status', data: agentStatus };
  // A pattern that went back and forth would still be at it when the sun goes out.
  expect(await scene.server.control('emit', { profile: 'autosdlc', message })).toMatchObject({
    body: { recipients: 0 },
  });
  await scene.unharmed();
});

test('over the limit one refusal a second is answered, the rest is dropped, and the next minute begins anew', async () => {
  const scene = await startScene(family);
  const { ping } = rateLimit.byType;
  for (let sent = 0; sent < ping + 20; sent++) scene.attacker.send({ type: 'ping' });
  const refusal = await scene.attacker.next(ofType('error'));
  expect(refusal.data).toMatchObject({ code: 'RATE_LIMITED', details: 'ping', retryAfter: expect.any(Number) });
  await scene.server.advance(rateLimit.refusalIntervalMs);
  scene.attacker.send({ type: 'ping' });
  await scene.attacker.next(ofType('error'));
  expect(scene.attacker.received.filter(ofType('pong'))).toHaveLength(ping);
  expect(scene.attacker.received.filter(ofType('error'))).toHaveLength(0);
  for (let third = 0; third < 3; third++) {
    await scene.server.advance(rateLimit.windowMs / 3);
    scene.attacker.socket.pong();
  }
  await scene.settled();
  expect(scene.server.child.exitCode).toBeNull();
});

test('who says nothing of who it is has until the deadline, and what is sent behind a credential waits', async () => {
  const scene = await startScene(family);
  const silent = await open(`${scene.server.url}${path}`);
  const prompt = await open(`${scene.server.url}${path}`);
  prompt.send({ type: 'auth_request', data: { type: 'api-key', token: 'attacker' } });
  prompt.send(subscribe('s', { pattern: '*' }));
  expect(await prompt.next(({ type }) => type !== 'connect')).toMatchObject({ type: 'auth_success' });
  expect(await prompt.next(({ type }) => type !== 'connect')).toMatchObject({ data: { status: 'active' } });
  await scene.server.advance(authentication.deadlineMs - 1000);
  await scene.settled(silent);
  await scene.server.advance(1000);
  expect((await silent.next(ofType('auth_failure'))).data).toMatchObject({ code: 'NOT_AUTHENTICATED' });
  expect(await silent.closed).toBe(4401);
  await scene.settled(prompt);
  await scene.unharmed();
});
