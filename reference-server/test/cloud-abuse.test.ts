import { cloud } from '@agentwire/generated/constants/cloud';
import { expect, test } from 'vitest';
import { describeAbuse, type Family, startScene } from './abuse.ts';
import { ofType, open } from './socket.ts';

const { limits, rateLimit } = cloud.channels.cloud;

const family: Family = {
  args: ['--profiles', 'cloud'],
  path: '/cloud/ws',
  limits,
  takesBinary: false,
  ping: { type: 'ping' },
  isPong: ofType('pong'),

  async enter({ url }, key) {
    const client = await open(`${url}/cloud/ws?token=${key}`);
    await client.next(ofType('auth'));
    return client;
  },

  async present({ url }, token) {
    const client = await open(`${url}/cloud/ws?token=${token}`);
    const { data } = await client.next(ofType('auth'));
    return data?.success ? 'let in' : String(data?.error);
  },
  refused: 'Invalid or missing token',
};

describeAbuse('cloud', family);

test('as many messages as may be are answered, one more is refused, and the third refusal in a row closes', async () => {
  const scene = await startScene(family);
  for (let sent = 0; sent < rateLimit.max + 10; sent++) scene.attacker.send({ type: 'ping' });
  expect(await scene.attacker.closed).toBe(1008);
  expect(scene.attacker.received.filter(ofType('pong'))).toHaveLength(rateLimit.max);
  expect(scene.attacker.received.filter(ofType('error'))).toHaveLength(rateLimit.closeAfterRefusals);
  await scene.unharmed();
});

test('who is not known learns nothing, and says nothing to others', async () => {
  const scene = await startScene(family);
  const stranger = await open(`${scene.server.url}/cloud/ws`);
  await stranger.next(ofType('auth'));
  stranger.send({ type: 'user_presence', data: { userId: 'walter', status: 'offline' } });
  await stranger.next(ofType('error'));
  scene.attacker.send({ type: 'user_presence', data: { userId: 'walter', status: 'offline' } });
  const told = await scene.attacker.next(ofType('user_presence'));
  expect(told.data).toEqual({ userId: 'mallory', status: 'offline' });
  await scene.settled(stranger);
  expect(stranger.received.filter(ofType('user_presence'))).toEqual([]);
  await scene.unharmed();
});
