import { mxf } from '@agentwire/generated/constants/mxf';
import { expect, test } from 'vitest';
import { Agent } from './mxf-client.ts';
import { type ServerProcess, serve } from './server-process.ts';

const { limits } = mxf.channels.mxf;
const task = { name: 'Report', description: 'Write a report' };
const refused = (code: string, details?: object) => ({
  code,
  message: expect.any(String),
  ...(details && { details }),
});

async function create(agent: Agent, asked: object = {}): Promise<string> {
  await agent.emit('task:create', { channelId: 'lobby', task: { ...task, ...asked } });
  return (await agent.next('task:created')).taskId as string;
}

async function meet(server: ServerProcess): Promise<[Agent, Agent]> {
  const writer = { agentId: 'writer', capabilities: ['writing', 'english'], role: 'author' };
  return [await Agent.register(server, { agentId: 'lead' }), await Agent.register(server, writer)];
}

test('a task is told to the whole channel, with whom it was given to', async () => {
  const server = await serve();
  const [lead, writer] = await meet(server);
  const outside = await Agent.register(server, { agentId: 'x', channelId: 'elsewhere' });
  const asked = { ...task, requirements: ['writing'], assignmentStrategy: 'capability', priority: 'high' };
  expect(await lead.emit('task:create', { channelId: 'lobby', task: asked })).toEqual({ success: true });
  const created = await writer.next('task:created');
  expect(created).toEqual({
    taskId: expect.any(String),
    assignedTo: 'writer',
    channelId: 'lobby',
    ...task,
    status: 'pending',
    priority: 'high',
    createdAt: expect.stringMatching(/Z$/),
  });
  expect(await lead.next('task:created')).toEqual(created);
  expect(await outside.all('task:created')).toEqual([]);
});

test.each([
  ['capability', ['cooking'], null],
  ['role', ['author'], 'writer'],
  ['workload', [], 'lead'],
  ['llm', ['english'], 'writer'],
])('by %s with %j it is given to %s', async (assignmentStrategy, requirements, assignedTo) => {
  const [lead] = await meet(await serve());
  await lead.emit('task:create', { channelId: 'lobby', task: { ...task, assignmentStrategy, requirements } });
  expect(await lead.next('task:created')).toMatchObject({ assignedTo });
});

test('an agent that has left gets none, and one that is offline neither', async () => {
  const server = await serve();
  const [lead, writer] = await meet(server);
  const away = await Agent.register(server, { agentId: 'a-way' });
  await away.emit('agent:update', { agentId: 'a-way', updates: { status: 'offline' } });
  writer.socket.disconnect();
  await lead.emit('task:create', { channelId: 'lobby', task: { ...task, requirements: ['writing'] } });
  expect(await lead.next('task:created')).toMatchObject({ assignedTo: null });
  await lead.emit('task:create', { channelId: 'lobby', task });
  expect(await lead.next('task:created')).toMatchObject({ assignedTo: 'lead' });
});

test('a task goes from hand to hand to its end, and no further', async () => {
  const [lead, writer] = await meet(await serve());
  const taskId = await create(lead);
  expect(await lead.emit('task:assign', { taskId, agentId: 'writer', reason: 'better' })).toEqual({ success: true });
  const progress = { status: 'in_progress', percentage: 50 };
  expect(await writer.emit('task:progress', { taskId, progress })).toEqual({ success: true });
  expect(await writer.emit('task:complete', { taskId, result: { success: true } })).toEqual({ success: true });
  for (const [event, payload] of [
    ['task:assign', { taskId, agentId: 'lead' }],
    ['task:progress', { taskId, progress }],
    ['task:complete', { taskId, result: { success: false } }],
  ] as const) {
    expect(await writer.emit(event, payload)).toEqual({ success: false, error: expect.stringContaining('task has') });
    expect(await writer.next('task:error')).toEqual(refused('VALIDATION_ERROR'));
    expect(await writer.next('error')).toEqual(refused('VALIDATION_ERROR'));
  }
});

test('an unknown task, an unknown agent and an unknown channel have their errors', async () => {
  const [lead] = await meet(await serve());
  for (const [event, payload] of [
    ['task:assign', { taskId: 'none', agentId: 'lead' }],
    ['task:progress', { taskId: 'none', progress: { status: 'pending' } }],
    ['task:complete', { taskId: 'none', result: { success: true } }],
  ] as const) {
    expect(await lead.emit(event, payload)).toMatchObject({ success: false });
    expect(await lead.next('task:error')).toEqual(refused('VALIDATION_ERROR', { entity: 'task', id: 'none' }));
  }
  await lead.emit('task:assign', { taskId: await create(lead), agentId: 'nobody' });
  expect(await lead.next('task:error')).toEqual(refused('AGENT_NOT_FOUND', { entity: 'agent', id: 'nobody' }));
  await lead.emit('task:create', { channelId: 'nowhere', task });
  expect(await lead.next('task:error')).toEqual(refused('CHANNEL_NOT_FOUND', { entity: 'channel', id: 'nowhere' }));
});

test('a task is the business of its channel and of whoever has it', async () => {
  const server = await serve();
  const [lead] = await meet(server);
  const stranger = await Agent.register(server, { agentId: 'stranger', channelId: 'elsewhere' });
  const taskId = await create(lead);
  const progress = { status: 'in_progress' };
  await stranger.emit('task:progress', { taskId, progress });
  expect(await stranger.next('task:error')).toEqual(refused('PERMISSION_DENIED'));
  await stranger.emit('task:create', { channelId: 'lobby', task });
  expect(await stranger.next('task:error')).toEqual(refused('PERMISSION_DENIED'));
  await lead.emit('task:assign', { taskId, agentId: 'stranger' });
  expect(await stranger.emit('task:progress', { taskId, progress })).toEqual({ success: true });
});

test('a tenant has as many open tasks as the document says, and one more for each that ends', async () => {
  const lead = await Agent.register(await serve(), { agentId: 'lead' });
  const taskId = await create(lead);
  for (let made = 1; made < limits.tasks; made++) lead.socket.emit('task:create', { channelId: 'lobby', task });
  expect(await lead.emit('task:create', { channelId: 'lobby', task })).toEqual({
    success: false,
    error: expect.stringContaining(`${limits.tasks}`),
  });
  await lead.emit('task:complete', { taskId, result: { success: true } });
  expect(await lead.emit('task:create', { channelId: 'lobby', task })).toEqual({ success: true });
});
