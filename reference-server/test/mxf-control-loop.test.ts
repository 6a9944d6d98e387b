import { mxf } from '@agentwire/generated/constants/mxf';
import { expect, test } from 'vitest';
import { Agent } from './mxf-client.ts';
import { serve } from './server-process.ts';

const { limits } = mxf.channels.mxf;
const fast = ['--token-rate', '0'];
const observation = { type: 'temperature', data: { celsius: 21 }, source: 'sensor' };
const steps = [
  'control_loop:observation:processed',
  'control_loop:reasoning:complete',
  'control_loop:action:planned',
  'control_loop:progress:update',
  'control_loop:reflection:complete',
];
const cycleOf = ({ received }: Agent) => received.filter(({ event }) => steps.includes(event));

test('an observation is answered by a whole cycle, in order', async () => {
  const agent = await Agent.register(await serve(fast), { agentId: 'a' });
  const config = { planningModel: 'gpt-4o', maxCycles: 1, cycleInterval: 5 };
  const { controlLoopId, ...rest } = await agent.emit('control_loop:init', { agentId: 'a', config });
  expect(rest).toEqual({ success: true });
  expect(await agent.next('control_loop:initialized')).toEqual({
    controlLoopId,
    agentId: 'a',
    config: {
      observationModel: 'claude-3-opus',
      reasoningModel: 'claude-3-opus',
      planningModel: 'gpt-4o',
      reflectionModel: 'claude-3-opus',
      cycleInterval: 5,
      maxCycles: 1,
    },
  });
  const given = { controlLoopId, observation };
  expect(await agent.emit('control_loop:observation', given)).toEqual({ success: true });
  const last = await agent.next('control_loop:reflection:complete');
  expect(last).toEqual({ controlLoopId, insights: expect.any(Array), learnings: expect.any(Array) });
  const cycle = cycleOf(agent);
  expect([...new Set(cycle.map(({ event }) => event))]).toEqual(steps.slice(0, 4));
  const [seen, understood, planned, ...progress] = cycle.map(({ payload }) => payload);
  expect(seen).toEqual({ controlLoopId, analysis: expect.any(String), insights: expect.any(Array) });
  expect(understood).toEqual({ controlLoopId, reasoning: expect.any(Array), understanding: expect.any(String) });
  expect(planned).toEqual({ controlLoopId, plan: expect.any(String), actions: expect.any(Array) });
  expect(progress.at(-1)).toEqual({ controlLoopId, status: expect.any(String), completed: true });
  expect(progress.slice(0, -1).map(({ completed }) => completed)).not.toContain(true);
  expect(await agent.emit('control_loop:observation', given)).toEqual({
    success: false,
    error: expect.stringContaining('1 cycles'),
  });
});

test('the interval between two cycles is the server’s time', async () => {
  const server = await serve(fast);
  const agent = await Agent.register(server, { agentId: 'a' });
  const config = { cycleInterval: 3_600_000, controlLoopId: 'mine' };
  await agent.emit('control_loop:init', { agentId: 'a', config });
  for (const type of ['first', 'second']) {
    await agent.emit('control_loop:observation', { controlLoopId: 'mine', observation: { ...observation, type } });
  }
  await agent.next('control_loop:reflection:complete');
  await agent.all('control_loop:reflection:complete');
  agent.received.length = 0;
  await server.advance(3_600_000);
  expect(await agent.next('control_loop:observation:processed')).toMatchObject({
    analysis: expect.stringContaining('second'),
  });
});

test('a loop is its agent’s, and an unknown one is refused by error alone', async () => {
  const server = await serve(fast);
  const agent = await Agent.register(server, { agentId: 'a' });
  const other = await Agent.register(server, { agentId: 'b' });
  await agent.emit('control_loop:init', { agentId: 'a', config: { controlLoopId: 'mine' } });
  await other.emit('control_loop:init', { agentId: 'b', config: { controlLoopId: 'mine' } });
  await other.emit('control_loop:init', { agentId: 'a', config: {} });
  await other.emit('control_loop:observation', { controlLoopId: 'mine', observation });
  await other.emit('control_loop:observation', { controlLoopId: 'none', observation });
  await other.emit('control_loop:init', { agentId: 'nobody', config: {} });
  const refusals = (await other.all('error')).slice(0, 5);
  expect(refusals.map(({ code }) => code)).toEqual([
    'PERMISSION_DENIED',
    'PERMISSION_DENIED',
    'PERMISSION_DENIED',
    'VALIDATION_ERROR',
    'AGENT_NOT_FOUND',
  ]);
  expect(refusals[3]).toMatchObject({ details: { entity: 'controlLoop', id: 'none' } });
});

test('an agent that comes back has its loop under the same id', async () => {
  const server = await serve(fast);
  const config = { controlLoopId: 'mine' };
  const before = await Agent.register(server, { agentId: 'a' });
  await before.emit('control_loop:init', { agentId: 'a', config });
  const after = await Agent.register(server, { agentId: 'a' });
  await after.emit('control_loop:observation', { controlLoopId: 'mine', observation });
  await after.next('control_loop:reflection:complete');
  expect(cycleOf(before)).toEqual([]);
  expect(await after.emit('control_loop:init', { agentId: 'a', config })).toEqual({
    success: true,
    controlLoopId: 'mine',
  });
});

test('a tenant has as many loops as the document says, until one of their agents goes', async () => {
  const server = await serve();
  const agent = await Agent.register(server, { agentId: 'a' });
  for (let made = 0; made < limits.controlLoops; made++) {
    agent.socket.emit('control_loop:init', { agentId: 'a', config: {} });
  }
  const other = await Agent.register(server, { agentId: 'b' });
  await agent.all('control_loop:initialized');
  const init = () => other.emit('control_loop:init', { agentId: 'b', config: {} });
  expect(await init()).toEqual({ success: false, error: expect.stringContaining(`${limits.controlLoops}`) });
  agent.socket.disconnect();
  await expect.poll(init).toMatchObject({ success: true });
});
