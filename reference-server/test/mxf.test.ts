import { describe, expect, test } from 'vitest';
import { Agent } from './mxf-client.ts';
import { serve } from './server-process.ts';

const credentials = {
  domains: [
    {
      key: 'home',
      users: [
        { username: 'alice', password: 'secret' },
        { username: 'bob', password: 'other' },
      ],
      agentKeys: [{ keyId: 'k1', secretKey: 's1', agentId: 'coder', userId: 'alice' }],
    },
    { key: 'away', tenant: 'away', users: [{ username: 'alice', password: 'secret' }] },
  ],
};
const bob = { auth: { domainKey: 'home', username: 'bob', password: 'other' } };
const away = { auth: { domainKey: 'away', username: 'alice', password: 'secret' } };

describe('an agent', () => {
  test('that registers anew is heard on the newer connection, and speaks from it', async () => {
    const server = await serve([], credentials);
    const older = await Agent.register(server, { agentId: 'a' });
    const newer = await Agent.register(server, { agentId: 'a' });
    await newer.emit('message:direct', { targetAgentId: 'a', content: 'hello' });
    await newer.emit('message:send', { channelId: 'lobby', content: 'to all' });
    expect(await newer.next('direct_message')).toMatchObject({ content: 'hello' });
    expect(await newer.all('message')).toHaveLength(1);
    expect(await older.emit('message:send', { channelId: 'lobby', content: 'still here' })).toMatchObject({
      success: false,
    });
    expect([...(await older.all('direct_message')), ...(await older.all('message'))]).toEqual([]);
    // Its end is not the end of the agent.
    older.socket.disconnect();
    expect(await newer.emit('agent:status', { agentId: 'a' })).toEqual({ success: true });
    expect(await newer.next('agent:status:response')).toMatchObject({ online: true });
  });

  test('is its own user’s, and of one tenant', async () => {
    const server = await serve([], credentials);
    await Agent.register(server, { agentId: 'a' });
    const stranger = await Agent.register(server, { agentId: 'b' }, bob);
    expect(await stranger.emit('agent:register', { agentId: 'a', name: 'x', channelId: 'lobby' })).toMatchObject({
      success: false,
    });
    expect(await stranger.next('agent:error')).toMatchObject({ code: 'PERMISSION_DENIED' });
    const elsewhere = await Agent.register(server, { agentId: 'a' }, away);
    await elsewhere.emit('agent:status', { agentId: 'b' });
    expect(await elsewhere.next('agent:error')).toMatchObject({ code: 'AGENT_NOT_FOUND' });
    await stranger.emit('message:send', { channelId: 'lobby', content: 'at home' });
    expect(await elsewhere.all('message')).toEqual([]);
  });

  test.each(['*', '__proto__', 'constructor', 'a:b', '', 'ü\u0000"]'])('may be called %j', async (agentId) => {
    const server = await serve();
    const odd = await Agent.register(server, { agentId, channelId: agentId });
    const other = await Agent.register(server, { agentId: 'other', channelId: 'another' });
    await other.emit('message:direct', { targetAgentId: 'other', content: 'private' });
    await other.emit('message:send', { channelId: 'another', content: 'among us' });
    expect(await odd.all('direct_message')).toEqual([]);
    expect(await odd.all('message')).toEqual([]);
    await odd.emit('message:send', { channelId: agentId, content: 'mine' });
    expect(await odd.next('message')).toMatchObject({ from: agentId, channelId: agentId, content: 'mine' });
  });

  test('that comes with a key is the agent of that key, and a wrong key ends the connection', async () => {
    const server = await serve([], credentials);
    const keyed = { auth: { domainKey: 'home', keyId: 'k1', secretKey: 's1', agentId: 'coder' } };
    const coder = await Agent.register(server, { agentId: 'coder' }, keyed);
    expect(await coder.emit('agent:register', { agentId: 'x', name: 'x', channelId: 'c' })).toMatchObject({
      success: false,
    });
    const guessing = await Agent.register(server, { agentId: 'a' });
    const disconnected = guessing.disconnected();
    guessing.socket.emit('agent:register', {
      agentId: 'coder',
      name: 'x',
      channelId: 'c',
      keyId: 'k1',
      secretKey: 'guess',
    });
    expect(await guessing.next('error')).toMatchObject({ code: 'INVALID_KEY' });
    expect(await disconnected).toBe('io server disconnect');
  });

  test('has its limits wherever it is connected; another agent of the socket has its own', async () => {
    const server = await serve();
    const first = await Agent.register(server, { agentId: 'a' });
    for (let sent = 0; sent < 100; sent++)
      first.socket.emit('message:send', { channelId: 'lobby', content: `${sent}` });
    const again = await Agent.register(server, { agentId: 'a' });
    expect(await again.emit('message:send', { channelId: 'lobby', content: '101' })).toMatchObject({ success: false });
    expect(await again.next('error')).toEqual({
      code: 'RATE_LIMITED',
      message: expect.any(String),
      details: { bucket: 'messages', limit: 100, windowMs: 60_000, retryAfterMs: expect.any(Number) },
    });
    await again.emit('agent:register', { agentId: 'b', name: 'b', channelId: 'lobby' });
    expect(await again.emit('message:send', { channelId: 'lobby', content: 'by b' })).toEqual({ success: true });
    await server.advance(60_000);
    const later = await Agent.register(server, { agentId: 'a' });
    expect(await later.emit('message:send', { channelId: 'lobby', content: 'anew' })).toEqual({ success: true });
  });
});
