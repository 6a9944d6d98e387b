import { expect, test } from 'vitest';
import type { Agent } from './mxf-client.ts';
import { expectSilence, startPlatform } from './platform.ts';

const onCloud = (agentName: string, state: string, more: object = {}) => ({
  type: 'agent_status',
  data: { agentName, state, ...more },
});
const onAutosdlc = (agentId: string, status: string, more: object = {}) => ({
  type: 'agent_status',
  data: { agentId, agentType: 'agent', status, ...more },
});

/** What agents learn of an agent. */
async function statusOf(agentId: string, asker: Agent): Promise<object> {
  await asker.emit('agent:status', { agentId });
  return asker.next('agent:status:response');
}

test('an agent’s own status is seen everywhere, and only when it changes', async () => {
  const platform = await startPlatform();
  const { here } = platform;
  const agent = await platform.register('a-1', { role: 'coder' });
  for (const status of ['busy', 'busy', 'away', 'online']) {
    await agent.emit('agent:update', { agentId: 'a-1', updates: { status } });
  }
  await agent.emit('agent:update', { agentId: 'a-1', updates: { capabilities: ['go'] } });
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
  agent.socket.disconnect();
  await expect.poll(() => here.heard('cloud')).toEqual([onCloud('a-1', 'stopped')]);
  expect(await here.heard('autosdlc')).toEqual([onAutosdlc('a-1', 'offline', { ...coder, previousStatus: 'idle' })]);
  await expectSilence(platform);
});

test('a status published in cloud is seen in autosdlc and mxf, and not twice in cloud', async () => {
  const platform = await startPlatform();
  const { here, publish } = platform;
  const asker = await platform.register('asker');
  await Promise.all([here.heard('cloud'), here.heard('autosdlc')]);
  const working = onCloud('BUILDER', 'working', { currentTask: 'Building', progress: 45 });
  expect(await publish('cloud', working)).toBe(1);
  expect(await publish('cloud', working)).toBe(1);
  expect(await here.heard('cloud')).toEqual([working, working]);
  expect(await here.heard('autosdlc')).toEqual([onAutosdlc('BUILDER', 'busy', { reason: 'Building' })]);
  expect(await statusOf('BUILDER', asker)).toMatchObject({
    online: true,
    status: 'busy',
    name: 'BUILDER',
    capabilities: [],
  });
  await publish('cloud', onCloud('BUILDER', 'stopped'));
  expect(await here.heard('autosdlc')).toEqual([onAutosdlc('BUILDER', 'offline', { previousStatus: 'busy' })]);
  expect(await statusOf('BUILDER', asker)).toMatchObject({ online: false, status: 'offline' });
  await expectSilence(platform);
  const stranger = await platform.register('asker', { domainKey: 'away' });
  expect(await stranger.emit('agent:status', { agentId: 'BUILDER' })).toMatchObject({ success: false });
});

test('a status published in autosdlc is seen in cloud and mxf, and not twice in autosdlc', async () => {
  const platform = await startPlatform();
  const { here, publish } = platform;
  const asker = await platform.register('asker');
  await Promise.all([here.heard('cloud'), here.heard('autosdlc')]);
  const currentTask = { id: 't-1', type: 'review', progress: 10, startTime: 1_703_775_135_000 };
  const paused = onAutosdlc('a-2', 'paused', { currentTask });
  expect(await publish('autosdlc', paused)).toBe(1);
  expect(await here.heard('autosdlc')).toEqual([paused]);
  expect(await here.heard('cloud')).toEqual([onCloud('a-2', 'idle', { currentTask: 'review', progress: 10 })]);
  expect(await statusOf('a-2', asker)).toMatchObject({ status: 'away' });
  await expectSilence(platform);
});

test('a word that the others lack tells nobody', async () => {
  const platform = await startPlatform();
  const { here, publish } = platform;
  await publish('autosdlc', onAutosdlc('a-3', 'idle'));
  await publish('autosdlc', onAutosdlc('a-3', 'error'));
  expect(await here.heard('cloud')).toEqual([onCloud('a-3', 'idle')]);
  expect(await statusOf('a-3', await platform.register('asker'))).toMatchObject({ status: 'online' });
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
  const agent = await platform.register('a-5');
  await publish('cloud', onCloud('a-5', 'working', { currentTask: 'Building' }));
  expect(await statusOf('a-5', agent)).toMatchObject({ online: true, status: 'busy' });
  await agent.emit('agent:update', { agentId: 'a-5', updates: { status: 'busy' } });
  await here.heard('cloud');
  await agent.emit('agent:update', { agentId: 'a-5', updates: { status: 'away' } });
  expect(await here.heard('cloud')).toEqual([onCloud('a-5', 'idle')]);
  agent.socket.disconnect();
  const asker = await platform.register('asker');
  await expect.poll(() => statusOf('a-5', asker)).toMatchObject({ online: false, status: 'offline' });
});

test('an agent known from reports belongs to whoever registers it, and takes no direct message before', async () => {
  const platform = await startPlatform();
  const { here, publish } = platform;
  await publish('cloud', onCloud('a-6', 'working'));
  const agent = await platform.register('a-7');
  const direct = { targetAgentId: 'a-6', content: 'hello' };
  expect(await agent.emit('message:direct', direct)).toMatchObject({ success: false });
  expect(await agent.emit('agent:update', { agentId: 'a-6', updates: { status: 'away' } })).toMatchObject({
    success: false,
    error: expect.stringContaining('Not permitted'),
  });
  await here.heard('cloud');
  expect(await agent.emit('agent:register', { agentId: 'a-6', name: 'Six', channelId: 'team' })).toEqual({
    success: true,
  });
  expect(await here.heard('cloud')).toEqual([onCloud('a-6', 'idle')]);
  expect(await agent.emit('message:direct', direct)).toEqual({ success: true });
});

test('a task of an agent is seen in autosdlc and in cloud, until its end', async () => {
  const platform = await startPlatform();
  const { here } = platform;
  const agent = await platform.register('a-8', { channelId: 'team' });
  await agent.emit('task:create', { channelId: 'team', task: { name: 'Review', description: 'Read it.' } });
  const { taskId } = await agent.next('task:created');
  await Promise.all([here.heard('cloud'), here.heard('autosdlc')]);
  await agent.emit('task:progress', { taskId, progress: { percentage: 65, status: 'in_progress' } });
  await agent.emit('agent:update', { agentId: 'a-8', updates: { status: 'busy' } });
  await agent.emit('task:complete', { taskId, result: { success: true } });
  const onTask = (status: string, progress: number) => ({
    type: 'agent_task_update',
    data: { agentId: 'a-8', taskId, taskType: 'Review', status, progress },
  });
  expect(await here.heard('autosdlc')).toEqual([
    onTask('in_progress', 65),
    onAutosdlc('a-8', 'busy', { previousStatus: 'idle' }),
    onTask('completed', 100),
  ]);
  expect(await here.heard('cloud')).toEqual([
    onCloud('a-8', 'working', { currentTask: 'Review', progress: 65 }),
    onCloud('a-8', 'working'),
    onCloud('a-8', 'working', { currentTask: 'Review', progress: 100 }),
  ]);
  await expectSilence(platform);
});

test('a task published in autosdlc is seen in cloud, until its end', async () => {
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

test('what an agent remembers is a new item on the event stream of its tenant, by its id alone', async () => {
  const platform = await startPlatform();
  const [agent, stranger] = await Promise.all([
    platform.register('a-9', { channelId: 'team' }),
    platform.register('a-9', { channelId: 'team', domainKey: 'away' }),
  ]);
  const memory = { scope: 'agent', targetId: 'a-9', key: 'likes', value: 'tea' };
  for (const somebody of [stranger, agent])
    expect(await somebody.emit('memory:update', memory)).toEqual({ success: true });
  const operations = ['one', 'two'].map((key) => ({ action: 'update', ...memory, key }));
  expect(await agent.emit('memory:bulk', { operations })).toMatchObject({ success: true, applied: 2 });
  await expect.poll(() => platform.stream.messages('memory:new-items')).toHaveLength(2);
  const id = { id: expect.any(String) };
  expect(platform.stream.messages('memory:new-items')).toEqual([
    { items: [id], count: 1 },
    { items: [id, id], count: 2 },
  ]);
});
