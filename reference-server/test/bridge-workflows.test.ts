import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkDevmentorEventsServerMessage } from '@agentwire/generated/validators/devmentor';
import { expect, onTestFinished, test } from 'vitest';
import { AgentOrchestrator, ProjectContextStream } from './codex-client.ts';
import { temporaryFolder } from './folder.ts';
import { expectSilence, type Platform, startPlatform } from './platform.ts';

const start = (): Promise<Platform> => startPlatform('--token-rate', '0');

async function orchestrator({ server }: Platform, key = 'alice-key'): Promise<AgentOrchestrator> {
  const client = new AgentOrchestrator(server.url, key);
  await client.opened;
  return client;
}

const agent = (type: string, model = 'claude-3-opus') => ({ type, model });
const task = { feature: 'Login form', requirements: { frontend: 'React' } };

/** The states of a job as the event stream tells them, valid each. */
function jobs({ stream }: Platform, jobId: string): Record<string, unknown>[] {
  for (const { data } of stream.events)
    expect(checkDevmentorEventsServerMessage(JSON.parse(data))).toMatchObject({ ok: true });
  return stream.messages('ai:jobs:status').filter((job) => job.jobId === jobId);
}

test('a run is seen step by step by the tenant, without the content of what it makes', async () => {
  const platform = await start();
  const codex = await orchestrator(platform);
  const workflowId = await codex.createWorkflow('feature', {
    agents: [agent('frontend'), agent('backend')],
    coordination: 'parallel_then_merge',
  });
  const { artifacts } = await codex.executeWorkflow(workflowId, task);
  const paths = artifacts.map(({ path }: { path: string }) => path);
  const events = await platform.here.heard('autosdlc');
  expect(events.map(({ type }) => type)).toEqual([
    'workflow_started',
    ...Array(3).fill('workflow_step_complete'),
    'workflow_complete',
  ]);
  expect(events[0]?.data).toEqual({
    workflowId,
    workflowType: 'feature',
    initiator: 'alice',
    parameters: { coordination: 'parallel_then_merge', task: 'Login form' },
    steps: [
      { id: 'agent-1', type: 'frontend' },
      { id: 'agent-2', type: 'backend' },
      { id: 'coordinator', type: 'coordinator' },
    ],
    estimatedDuration: 0,
  });
  const steps = events.slice(1, 4).map(({ data }) => data);
  expect(new Set(steps.map((step) => step?.stepId))).toEqual(new Set(['agent-1', 'agent-2', 'coordinator']));
  expect(steps.map((step) => step?.nextStep)).toEqual([undefined, 'coordinator', undefined]);
  expect(steps[2]).toMatchObject({ workflowId, stepType: 'coordinator', result: { success: true } });
  expect(events[4]?.data).toEqual({
    workflowId,
    result: { success: true },
    duration: expect.any(Number),
    outputs: { artifacts: paths },
    metrics: { durationMs: expect.any(Number), agents: 3 },
  });
  expect(JSON.stringify(events)).not.toContain(JSON.stringify(artifacts[0].content));

  await expect.poll(() => jobs(platform, workflowId)).toHaveLength(5);
  expect(jobs(platform, workflowId).map(({ status }) => status)).toEqual([...Array(4).fill('running'), 'completed']);
  expect(jobs(platform, workflowId).at(-1)).toMatchObject({ result: { outputs: { artifacts: paths } } });
  await expectSilence(platform);
});

test('a sequence names the step that follows, and one that fails says where', async () => {
  const platform = await start();
  const codex = await orchestrator(platform);
  const workflowId = await codex.createWorkflow('feature', {
    agents: [agent('frontend'), agent('backend', 'no-such-model'), agent('test')],
  });
  await expect(codex.executeWorkflow(workflowId, task)).rejects.toThrow();
  const [, step, failed] = await platform.here.heard('autosdlc');
  expect(step).toMatchObject({ type: 'workflow_step_complete', data: { stepId: 'agent-1', nextStep: 'agent-2' } });
  expect(failed).toMatchObject({
    type: 'workflow_failed',
    data: { workflowId, stepId: 'agent-2', error: expect.stringContaining('no-such-model') },
  });
  await expect.poll(() => jobs(platform, workflowId).at(-1)).toMatchObject({ status: 'failed' });
});

test('a run that ends with its client has failed', async () => {
  const platform = await startPlatform('--token-rate', '1');
  const codex = await orchestrator(platform);
  const workflowId = await codex.createWorkflow('slow', { agents: [agent('frontend')] });
  codex.executeWorkflow(workflowId, task).catch(() => {});
  await expect.poll(async () => (await platform.here.heard('autosdlc')).length).toBe(1);
  codex.socket.terminate();
  await expect
    .poll(() => platform.here.heard('autosdlc'))
    .toMatchObject([{ type: 'workflow_failed', data: { error: 'The client that had it run has gone.' } }]);
});

test('a run of another tenant is seen there alone', async () => {
  const platform = await start();
  const codex = await orchestrator(platform, 'stranger-key');
  const workflowId = await codex.createWorkflow('theirs', { agents: [agent('frontend')] });
  await codex.executeWorkflow(workflowId, task);
  expect(await platform.elsewhere.heard('autosdlc')).toHaveLength(3);
  expect(await platform.here.heard('autosdlc')).toEqual([]);
  await platform.publish('devmentor', { channel: 'ui:activity', message: { activity: 'last' } });
  await expect.poll(() => platform.stream.messages()).toEqual([{ activity: 'last' }]);
});

test('how far an analysis is stays in its tenant', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.ts'), 'let a = 1;\n');
  const platform = await startPlatform('--project', `shop=${folder}`, '--project', `other/shop=${folder}`);
  const { server, stream } = platform;
  const analyse = async (key: string): Promise<void> => {
    const project = new ProjectContextStream(server.url, 'shop', key);
    await project.opened;
    const analysed = project.next(({ type }) => type === 'context_sync');
    project.analyzeContext();
    await analysed;
  };
  await analyse('stranger-key');
  await analyse('alice-key');
  await expect.poll(() => stream.messages('ai:jobs:status').at(-1)).toMatchObject({ status: 'completed' });
  expect(stream.messages('ai:jobs:status')).toHaveLength(2);
  expect(stream.messages('sse:progress:scraper')).toMatchObject([{ progress: 100 }]);
});

test('a workflow published in autosdlc is a job on the event stream, and no run of codex', async () => {
  const platform = await start();
  const codex = await orchestrator(platform);
  onTestFinished(() => codex.socket.terminate());
  const workflowId = await codex.createWorkflow('mine', { agents: [agent('frontend')] });
  const before = codex.received.length;
  const step = { workflowId, stepId: 's-1', stepType: 'review', result: { success: true }, duration: 5 };
  for (const message of [
    {
      type: 'workflow_started',
      data: { workflowId, workflowType: 'release', initiator: 'ci', parameters: {}, steps: [{}], estimatedDuration: 1 },
    },
    { type: 'workflow_step_complete', data: step },
    { type: 'workflow_failed', data: { workflowId, error: 'The review was refused.' } },
    { type: 'workflow_complete', data: { workflowId, result: true, duration: 5, outputs: [7], metrics: {} } },
  ])
    expect(await platform.publish('autosdlc', message)).toBe(1);
  expect(await platform.here.heard('autosdlc')).toHaveLength(4);
  await expect.poll(() => jobs(platform, workflowId)).toHaveLength(4);
  expect(jobs(platform, workflowId)).toEqual([
    { jobId: workflowId, status: 'running' },
    { jobId: workflowId, status: 'running', result: { completedStep: 's-1' } },
    { jobId: workflowId, status: 'failed', result: { error: 'The review was refused.' } },
    { jobId: workflowId, status: 'completed', result: { outputs: [7] } },
  ]);
  await codex.settled();
  expect(codex.received.slice(before).filter(({ event }) => event)).toEqual([]);
  await expectSilence(platform);
});
