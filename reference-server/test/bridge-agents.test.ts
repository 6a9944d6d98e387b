import { expect, test } from 'vitest';
import { expectSilence, startPlatform } from './platform.ts';

const onCloud = (agentName: string, state: string, more: object = {}) => ({
  type: 'agent_status',
  data: { agentName, state, ...more },
});
const onAutosdlc = (agentId: string, status: string, more: object = {}) => ({
  type: 'agent_status',
  data: { agentId, agentType: 'agent', status, ...more },
});

test('an agent’s own status is seen everywhere, and only when it changes', async () => {
  const platform = await startPlatform();
  const { here } = platform;
  const agents = await platform.connectAgents();
  await agents.register('a-1', 'team', { role: 'coder' });
  for (const status of ['busy', 'busy', 'away', 'online']) {
    await agents.send('agent:update', { agentId: 'a-1', updates: { status } });
  }
  await agents.send('agent:update', { agentId: 'a-1', updates: { capabilities: ['go'] } });
  expect(await here.heard('cloud')).toEqual([
    onCloud('a-1', 'idle'),
    onCloud('a-1', 'working'),
    onCloud('a-1', 'idle'),
    onCloud('a-1', 'idle'),
  ]);
  const coder = { agentType: 'coder' };
  expect(await here.heard('autosdlc')).toEqual([
    onAutosdlc('a-1', 'idle', coder),
    onAutosdlc('a-1', 'busy', { ...coder, previousStatus: 'idle' }),
    onAutosdlc('a-1', 'paused', { ...coder, previousStatus: 'busy' }),
    onAutosdlc('a-1', 'idle', { ...coder, previousStatus: 'paused' }),
  ]);
  agents.socket.disconnect();
  await expect.poll(() => here.heard('cloud')).toEqual([onCloud('a-1', 'stopped')]);
  expect(await here.heard('autosdlc')).toEqual([onAutosdlc('a-1', 'offline', { ...coder, previousStatus: 'idle' })]);
  await expectSilence(platform);
});

test('a status published in cloud is seen in autosdlc and mxf, and not twice in cloud', async () => {
  const platform = await startPlatform();
  const { here, publish } = platform;
  const agents = await platform.connectAgents();
  const working = onCloud('BUILDER', 'working', { currentTask: 'Building', progress: 45 });
  expect(await publish('cloud', working)).toBe(1);
  expect(await publish('cloud', working)).toBe(1);
  expect(await here.heard('cloud')).toEqual([working, working]);
  expect(await here.heard('autosdlc')).toEqual([onAutosdlc('BUILDER', 'busy', { reason: 'Building' })]);
  expect(await agents.statusOf('BUILDER')).toMatchObject({
    online: true,
    status: 'busy',
    name: 'BUILDER',
    capabilities: [],
  });
  await publish('cloud', onCloud('BUILDER', 'stopped'));
  expect(await here.heard('autosdlc')).toEqual([onAutosdlc('BUILDER', 'offline', { previousStatus: 'busy' })]);
  expect(await agents.statusOf('BUILDER')).toMatchObject({ online: false, status: 'offline' });
  await expectSilence(platform);
  const strangers = await platform.connectAgents('stranger-key');
  expect(await strangers.send('agent:status', { agentId: 'BUILDER' })).toMatchObject({ success: false });
});

test('a status published in autosdlc is seen in cloud and mxf, and not twice in autosdlc', async () => {
  const platform = await startPlatform();
  const { here, publish } = platform;
  const agents = await platform.connectAgents();
  const currentTask = { id: 't-1', type: 'review', progress: 10, startTime: 1_703_775_135_000 };
  const paused = onAutosdlc('a-2', 'paused', { currentTask });
  expect(await publish('autosdlc', paused)).toBe(1);
  expect(await here.heard('autosdlc')).toEqual([paused]);
  expect(await here.heard('cloud')).toEqual([onCloud('a-2', 'idle', { currentTask: 'review', progress: 10 })]);
  expect(await agents.statusOf('a-2')).toMatchObject({ status: 'away' });
  await expectSilence(platform);
});

test('a word that the others lack tells nobody', async () => {
  const platform = await startPlatform();
  const { here, publish } = platform;
  await publish('autosdlc', onAutosdlc('a-3', 'idle'));
  await publish('autosdlc', onAutosdlc('a-3', 'error'));
  expect(await here.heard('cloud')).toEqual([onCloud('a-3', 'idle')]);
  expect(await (await platform.connectAgents()).statusOf('a-3')).toMatchObject({ status: 'online' });
});

test('what is published for one user, or in another tenant, goes no further', async () => {
  const platform = await startPlatform();
  const { here, publish } = platform;
  await publish('cloud', onCloud('a-4', 'working'), { target: { userId: 'alice' } });
  await publish('cloud', onCloud('a-4', 'working'), { key: 'other-publisher-key' });
  expect(await here.heard('cloud')).toHaveLength(1);
  expect(await here.heard('autosdlc')).toEqual([]);
  expect(await platform.elsewhere.heard('autosdlc')).toEqual([onAutosdlc('a-4', 'busy')]);
});

test('an agent that is here is updated by a report until it speaks itself', async () => {
  const platform = await startPlatform();
  const { here, publish } = platform;
  const agents = await platform.connectAgents();
  await agents.register('a-5');
  await publish('cloud', onCloud('a-5', 'working', { currentTask: 'Building' }));
  expect(await agents.statusOf('a-5')).toMatchObject({ online: true, status: 'busy' });
  await agents.send('agent:update', { agentId: 'a-5', updates: { status: 'busy' } });
  await here.heard('cloud');
  await agents.send('agent:update', { agentId: 'a-5', updates: { status: 'away' } });
  expect(await here.heard('cloud')).toEqual([onCloud('a-5', 'idle')]);
  agents.socket.disconnect();
  const others = await platform.connectAgents();
  await expect.poll(() => others.statusOf('a-5')).toMatchObject({ online: false, status: 'offline' });
});

test('an agent known from reports belongs to whoever registers it, and takes no direct message before', async () => {
  const platform = await startPlatform();
  const { here, publish } = platform;
  await publish('cloud', onCloud('a-6', 'working'));
  const agents = await platform.connectAgents();
  await agents.register('a-7');
  const direct = { targetAgentId: 'a-6', content: 'hello' };
  expect(await agents.send('message:direct', direct)).toMatchObject({ success: false });
  expect(await agents.send('agent:update', { agentId: 'a-6', updates: { status: 'away' } })).toMatchObject({
    success: false,
    error: expect.stringContaining('Not permitted'),
  });
  await here.heard('cloud');
  expect(await agents.register('a-6')).toEqual({ success: true });
  expect(await here.heard('cloud')).toEqual([onCloud('a-6', 'idle')]);
  expect(await agents.send('message:direct', direct)).toEqual({ success: true });
});

test('a task that advances is seen in cloud, until its end', async () => {
  const platform = await startPlatform();
  const { here, publish } = platform;
  const update = (status: string, progress: number) => ({
    type: 'agent_task_update',
    data: { agentId: 'a-8', taskId: 't-1', taskType: 'review', status, progress },
  });
  const updates = [update('pending', 0), update('in_progress', 65), update('blocked', 65), update('completed', 100)];
  for (const message of updates) expect(await publish('autosdlc', message)).toBe(1);
  expect(await here.heard('autosdlc')).toEqual(updates);
  expect(await here.heard('cloud')).toEqual([
    onCloud('a-8', 'idle', { currentTask: 'review', progress: 0 }),
    onCloud('a-8', 'working', { currentTask: 'review', progress: 65 }),
    onCloud('a-8', 'idle', { currentTask: 'review', progress: 100 }),
  ]);
  await expectSilence(platform);
});
