import { mxf } from '@agentwire/generated/constants/mxf';
import { describe, expect, test } from 'vitest';
import { Agent } from './mxf-client.ts';
import { type ServerProcess, serve } from './server-process.ts';
import { ofType, open } from './socket.ts';

const { limits } = mxf.channels.mxf;
const refused = (detail: string | number) => ({ success: false, error: expect.stringContaining(String(detail)) });
const register = (agent: Agent, payload: object) =>
  agent.emit('agent:register', { agentId: 'b', name: 'b', channelId: 'lobby', ...payload });

async function start(): Promise<{ server: ServerProcess; agent: Agent }> {
  const server = await serve();
  return { server, agent: await Agent.register(server, { agentId: 'a' }) };
}

describe('one beyond what the document allows', () => {
  const [longest, tooLong] = ['x'.repeat(limits.nameLength), 'x'.repeat(limits.nameLength + 1)];

  test.each(['agentId', 'name', 'channelId'])('%s has a longest length', async (name) => {
    const { agent } = await start();
    expect(await register(agent, { [name]: longest })).toEqual({ success: true });
    expect(await register(agent, { [name]: tooLong })).toEqual(refused(limits.nameLength));
    expect(await agent.next('agent:error')).toMatchObject({ code: 'VALIDATION_ERROR' });
  });

  test.each([
    ['metadata', { metadata: { text: 'x'.repeat(limits.agentBytes) } }],
    ['description', { description: 'x'.repeat(limits.agentBytes) }],
    ['capabilities', { capabilities: Array(1000).fill('y'.repeat(20)) }],
  ])('an agent’s %s has a largest size, at first and later', async (_, payload) => {
    const { agent } = await start();
    expect(await register(agent, payload)).toEqual(refused(limits.agentBytes));
    const { metadata, capabilities } = { metadata: undefined, capabilities: undefined, ...payload };
    if (metadata || capabilities) {
      const updates = { ...(metadata && { metadata }), ...(capabilities && { capabilities }) };
      expect(await agent.emit('agent:update', { agentId: 'a', updates })).toEqual(refused(limits.agentBytes));
    }
  });

  test('what is said of a channel has a largest size', async () => {
    const { agent } = await start();
    const updates = { description: 'x'.repeat(limits.channelBytes) };
    expect(await agent.emit('channel:update', { channelId: 'lobby', updates })).toEqual(refused(limits.channelBytes));
  });

  test('a connection has so many seats and channels, and room again when it leaves one', async () => {
    const { agent } = await start();
    // Its agent and the lobby are two.
    for (let more = 2; more < limits.subscriptions; more++) {
      agent.socket.emit('channel:join', { channelId: `c${more}`, agentId: 'a' });
    }
    const join = (channelId: string) => agent.emit('channel:join', { channelId, agentId: 'a' });
    expect(await join('lobby')).toEqual({ success: true });
    expect(await join('one-more')).toEqual(refused(limits.subscriptions));
    expect(await register(agent, {})).toEqual(refused(limits.subscriptions));
    expect(await agent.emit('agent:status', { agentId: 'b' })).toMatchObject({ success: false });
    expect(await register(agent, { agentId: 'a' })).toEqual({ success: true });
    await agent.emit('channel:leave', { channelId: 'c2', agentId: 'a' });
    expect(await join('one-more')).toEqual({ success: true });
  });

  test('registrations without end take bounded memory, and nobody else waits for them', async () => {
    const { server, agent } = await start();
    const flooding = new Agent(server);
    const before = server.memoryMiB();
    const description = 'x'.repeat(limits.agentBytes - 1000);
    for (let round = 0; round < 20; round++) {
      for (let made = 0; made < 500; made++) {
        const agentId = `flood-${round}-${made}`;
        flooding.socket.emit('agent:register', { agentId, name: 'x', channelId: agentId, description });
      }
      await flooding.emit('agent:status', { agentId: 'a' });
    }
    expect(await agent.emit('agent:status', { agentId: 'a' })).toEqual({ success: true });
    expect(server.memoryMiB() - before).toBeLessThan(200);
  });
});

test('an event of a backend that says more of an agent than may be kept is passed on, and not kept', async () => {
  const { server, agent } = await start();
  const agentName = 'x'.repeat(limits.nameLength + 1);
  const client = await open(`${server.url}/cloud/ws?token=a`);
  const message = { type: 'agent_status', data: { agentName, state: 'working' } };
  expect(await server.publish('/cloud/publish', message)).toMatchObject({ status: 202, body: { recipients: 1 } });
  expect(await client.next(ofType('agent_status'))).toMatchObject({ data: { agentName } });
  expect(await agent.emit('agent:status', { agentId: agentName })).toMatchObject({ success: false });
});
