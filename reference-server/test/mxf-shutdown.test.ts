import { expect, test } from 'vitest';
import { Agent, RawAgent } from './mxf-client.ts';
import { serve } from './server-process.ts';

const cycle = [
  'control_loop:observation:processed',
  'control_loop:reasoning:complete',
  'control_loop:action:planned',
  'control_loop:progress:update',
  'control_loop:reflection:complete',
];

test('SIGTERM tells clients by DISCONNECT, over each transport, and ends', async () => {
  const server = await serve();
  const agents = [];
  for (const transport of ['websocket', 'polling']) {
    agents.push(await Agent.register(server, { agentId: transport }, { transports: [transport] }));
  }
  const reasons = agents.map((agent) => agent.disconnected());
  const raw = await RawAgent.connect(server);
  server.child.kill('SIGTERM');
  expect(await Promise.all(reasons)).toEqual(['io server disconnect', 'io server disconnect']);
  expect(await raw.closed).toBe(1001);
  expect(raw.received).toContain('41');
  expect(await server.exited).toBe(0);
});

test.each(['websocket', 'polling'])(
  'SIGTERM waits for tools that run and cycles that were begun: %s',
  async (transport) => {
    const server = await serve(['--drain-ms', '60000']);
    const options = { transports: [transport] };
    const agent = await Agent.register(server, { agentId: 'a' }, options);
    const { controlLoopId } = await agent.emit('control_loop:init', { agentId: 'a', config: { cycleInterval: 500 } });
    const observation = { type: 'metric', data: { cpu: 97 }, source: 'monitor' };
    for (const _ of [1, 2]) {
      expect(await agent.emit('control_loop:observation', { controlLoopId, observation })).toEqual({ success: true });
    }
    const ran = agent.emit('mcp:tool:execute', { toolName: 'wait', arguments: { ms: 1500 } });
    await agent.emit('agent:status', { agentId: 'a' });
    const disconnected = agent.disconnected();
    server.child.kill('SIGTERM');
    await expect.poll(() => server.stderr.join()).toContain('shutting down');
    expect(await ran).toMatchObject({ success: true, output: { waitedMs: 1500 } });
    expect(await disconnected).toBe('io server disconnect');
    const steps = agent.received.map(({ event }) => event).filter((event) => cycle.includes(event));
    expect(new Set(steps)).toEqual(new Set(cycle));
    expect(steps.filter((event) => event === cycle.at(-1))).toHaveLength(2);
    expect(await server.exited).toBe(0);
  },
);
