import { describe, expect, test } from 'vitest';
import { AgentOrchestrator, type Message, readMetrics, until } from './codex-client.ts';
import { serve } from './server-process.ts';

const agents = [
  { type: 'architect', model: 'gpt-4' },
  { type: 'frontend-dev', model: 'claude-3-opus' },
  { type: 'backend-dev', model: 'claude-3-opus' },
  { type: 'tester', model: 'gpt-3.5-turbo' },
];
const task = {
  feature: 'User profile management with photo upload',
  requirements: { frontend: 'React with TypeScript', backend: 'Node.js with Express', database: 'PostgreSQL' },
};

async function start(tokenRate = 0): Promise<AgentOrchestrator> {
  const orchestrator = new AgentOrchestrator(
    (await serve(['--profiles', 'codex', '--token-rate', `${tokenRate}`])).url,
  );
  await orchestrator.opened;
  return orchestrator;
}

/** The events of one workflow, as `agent_started agent-1`, without progress. */
function steps({ received }: AgentOrchestrator, workflowId: string): string[] {
  return received
    .filter((message) => message.workflowId === workflowId && message.event !== 'agent_progress')
    .map(({ event, agentId }) => [event, agentId].filter(Boolean).join(' '));
}

test('the flow of the sample: creates, executes, and resolves with results, artifacts and metrics', async () => {
  const orchestrator = await start();
  const started: Message[] = [];
  const completed: Message[] = [];
  orchestrator.on('agent_started', (event) => started.push(event));
  orchestrator.on('agent_completed', (event) => completed.push(event));
  const workflowId = await orchestrator.createWorkflow('user-management', {
    agents,
    coordination: 'parallel_then_merge',
  });
  expect(orchestrator.received.find(({ event }) => event === 'workflow_created')).toEqual({
    event: 'workflow_created',
    type: 'workflow_event',
    workflowId,
    name: 'user-management',
    agents: agents.map(({ type }, index) => ({ agentId: `agent-${index + 1}`, agentType: type })),
    coordination: 'parallel_then_merge',
  });
  const { results, artifacts, metrics } = await orchestrator.executeWorkflow(workflowId, task);
  expect(started.map(({ agentType }) => agentType)).toEqual([...agents.map(({ type }) => type), 'coordinator']);
  expect(started.map(({ task: words }) => words)).toEqual([
    task.feature,
    `${task.feature}: React with TypeScript`,
    `${task.feature}: Node.js with Express`,
    task.feature,
    `Merge the results: ${task.feature}`,
  ]);
  expect(Object.keys(results)).toEqual(['agent-1', 'agent-2', 'agent-3', 'agent-4', 'coordinator']);
  for (const { agentId, result } of completed) expect(results[agentId]).toEqual(result);
  expect(artifacts).toEqual(
    ['agent-1', 'agent-2', 'agent-3', 'agent-4', 'coordinator'].flatMap(
      (agentId) => completed.find((event) => event.agentId === agentId)?.artifacts,
    ),
  );
  expect(artifacts[0]).toEqual({
    agentId: 'agent-1',
    path: 'agent-1/user-profile-management.sql',
    content: expect.stringContaining('CREATE TABLE user_profile_management'),
  });
  expect(metrics).toEqual({ durationMs: expect.any(Number), agents: 5 });
});

describe('coordination', () => {
  test('sequential is the default: each starts after the one before has completed', async () => {
    const orchestrator = await start();
    const id = await orchestrator.createWorkflow('n', { agents, coordination: undefined });
    await orchestrator.executeWorkflow(id, 'Parse durations');
    expect(steps(orchestrator, id)).toEqual([
      'workflow_created',
      ...['agent-1', 'agent-2', 'agent-3', 'agent-4'].flatMap((agent) => [
        `agent_started ${agent}`,
        `agent_completed ${agent}`,
      ]),
      'workflow_completed',
    ]);
  });

  test('sequential hands on what was made: a later agent looks at it', async () => {
    const orchestrator = await start();
    const looks: Message[] = [];
    orchestrator.on('agent_progress', (event) => event.step === 'Using read_file' && looks.push(event));
    await orchestrator.executeWorkflow(await orchestrator.createWorkflow('n', { agents: agents.slice(0, 2) }), task);
    expect(looks).toMatchObject([{ agentId: 'agent-2', thinking: expect.stringContaining('agent-1/') }]);
  });

  test('parallel starts all before the first one completes', async () => {
    const orchestrator = await start();
    const id = await orchestrator.createWorkflow('n', { agents, coordination: 'parallel' });
    await orchestrator.executeWorkflow(id, 'Parse durations');
    const all = steps(orchestrator, id);
    expect(all.slice(1, 5)).toEqual(
      ['agent-1', 'agent-2', 'agent-3', 'agent-4'].map((agent) => `agent_started ${agent}`),
    );
    expect(all.slice(5, 9).every((step) => step.startsWith('agent_completed'))).toBe(true);
    expect(all.slice(9)).toEqual(['workflow_completed']);
  });

  test('parallel_then_merge has a coordinator start after all have completed', async () => {
    const orchestrator = await start();
    const id = await orchestrator.createWorkflow('n', { agents, coordination: 'parallel_then_merge' });
    await orchestrator.executeWorkflow(id, 'Parse durations');
    expect(steps(orchestrator, id).slice(9)).toEqual([
      'agent_started coordinator',
      'agent_completed coordinator',
      'workflow_completed',
    ]);
  });

  test.each(['sequential', 'parallel', 'parallel_then_merge'])('%s takes no agents too', async (coordination) => {
    const orchestrator = await start();
    const id = await orchestrator.createWorkflow('n', { agents: [], coordination });
    const { metrics } = await orchestrator.executeWorkflow(id, null);
    expect(metrics.agents).toBe(coordination === 'parallel_then_merge' ? 1 : 0);
  });
});

test('every agent starts, advances with step and thinking, its progress rising to 100, and completes', async () => {
  const orchestrator = await start();
  const id = await orchestrator.createWorkflow('n', { agents, coordination: 'parallel' });
  await orchestrator.executeWorkflow(id, task);
  for (const agentId of ['agent-1', 'agent-2', 'agent-3', 'agent-4']) {
    const own = orchestrator.received.filter((message) => message.agentId === agentId);
    expect(own.map(({ event }) => event).join(' ')).toMatch(/^agent_started( agent_progress)+ agent_completed$/);
    const progress = own.filter(({ event }) => event === 'agent_progress');
    expect(progress.at(-1)?.progress).toBe(100);
    for (const [index, event] of progress.entries()) {
      expect(event.progress).toBeGreaterThan(progress[index - 1]?.progress ?? 0);
      expect(event).toMatchObject({ step: expect.stringMatching(/./), thinking: expect.stringMatching(/./) });
    }
  }
  for (const message of orchestrator.received.filter(({ event }) => event !== undefined)) {
    expect(message).toMatchObject({ type: 'workflow_event', workflowId: id });
  }
});

describe('a run that fails', () => {
  const broken = [agents[0], { type: 'backend-dev', model: 'llama' }, agents[3]] as object[];

  test.each(['sequential', 'parallel', 'parallel_then_merge'])(
    '%s says why, once, and nothing after',
    async (coordination) => {
      const orchestrator = await start(500);
      const id = await orchestrator.createWorkflow('n', { agents: broken, coordination });
      await expect(orchestrator.executeWorkflow(id, 'Parse durations')).rejects.toThrow('There is no model llama.');
      // Long enough for the other agents to have gone on.
      const other = await orchestrator.createWorkflow('n', { agents: [agents[0] as object] });
      await orchestrator.executeWorkflow(other, 'Parse durations');
      const all = steps(orchestrator, id);
      expect(all.filter((step) => /^workflow_(completed|error)/.test(step))).toEqual(['workflow_error']);
      expect(all.at(-1)).toBe('workflow_error');
      expect(orchestrator.received.findLast((message) => message.workflowId === id)?.event).toBe('workflow_error');
    },
  );

  test('can be run again', async () => {
    const orchestrator = await start();
    const id = await orchestrator.createWorkflow('n', { agents: broken });
    for (let time = 0; time < 2; time++) {
      await expect(orchestrator.executeWorkflow(id, 'Parse durations')).rejects.toThrow('no model');
    }
  });

  test('because nobody has defined the workflow is told by workflow_error', async () => {
    const orchestrator = await start();
    await expect(orchestrator.executeWorkflow('never', task)).rejects.toThrow('no such workflow');
  });

  test('because another connection has defined it, too', async () => {
    const one = await start();
    const id = await one.createWorkflow('n', { agents });
    const other = new AgentOrchestrator(new URL('/', one.socket.url).href.slice(0, -1));
    await other.opened;
    await expect(other.executeWorkflow(id, task)).rejects.toThrow('no such workflow');
  });
});

describe('a workflow that runs', () => {
  test.each(['execute_workflow', 'create_workflow'])('is not disturbed by another %s', async (type) => {
    const orchestrator = await start(300);
    const id = await orchestrator.createWorkflow('n', { agents });
    const running = orchestrator.executeWorkflow(id, 'Parse durations');
    await orchestrator.next(({ event }) => event === 'agent_started');
    const refused = orchestrator.next((message) => message.type === 'error');
    if (type === 'create_workflow') orchestrator.send({ type, id, name: 'again', agents: [] });
    else orchestrator.send({ type, workflowId: id, task, timestamp: Date.now() });
    expect(await refused).toMatchObject({ code: 'invalid_request', workflowId: id });
    expect((await running).metrics.agents).toBe(4);
    expect(steps(orchestrator, id)).not.toContain('workflow_error');
  });

  test('ends with its client', async () => {
    const server = await serve(['--profiles', 'codex', '--token-rate', '0.1']);
    const orchestrator = new AgentOrchestrator(server.url);
    await orchestrator.opened;
    const id = await orchestrator.createWorkflow('n', { agents, coordination: 'parallel' });
    orchestrator.executeWorkflow(id, task);
    const counts = async () => {
      const metrics = await readMetrics(server.http);
      const kinds = ['agentwire_running{kind="workflow"}', 'agentwire_running{kind="generation"}'];
      return [...kinds, 'nodejs_active_resources{type="Timeout"}'].map((name) => metrics.get(name) ?? 0).join();
    };
    await until(counts, (now) => now === '1,4,4');
    orchestrator.socket.terminate();
    await until(counts, (now) => now === '0,0,0');
  });
});

test('several workflows of one connection run at once', async () => {
  const orchestrator = await start(200);
  const ids = await Promise.all(
    [1, 2, 3].map(() => orchestrator.createWorkflow('n', { agents, coordination: 'parallel' })),
  );
  const results = await Promise.all(ids.map((id) => orchestrator.executeWorkflow(id, `Parse durations of ${id}`)));
  for (const [index, { results: byAgent, artifacts }] of results.entries()) {
    expect(Object.keys(byAgent)).toHaveLength(4);
    for (const { content } of artifacts) expect(content).toContain(`of ${ids[index]}`);
  }
});

test.each<[string, object]>([
  ['an unknown coordination', { type: 'create_workflow', id: 'w', name: 'n', agents: [], coordination: 'chaos' }],
  ['no agents', { type: 'create_workflow', id: 'w', name: 'n' }],
  ['an agent without a model', { type: 'create_workflow', id: 'w', name: 'n', agents: [{ type: 'tester' }] }],
])('refuses %s', async (_, message) => {
  const orchestrator = await start();
  const refused = orchestrator.next(({ type }) => type === 'error');
  orchestrator.send(message);
  expect(await refused).toMatchObject({ code: 'invalid_request', workflowId: 'w' });
});

test('keeps at most 64 workflows for a connection, of at most 64 agents', async () => {
  const orchestrator = await start();
  await Promise.all(Array.from({ length: 64 }, () => orchestrator.createWorkflow('n', { agents: [] })));
  const refused = orchestrator.next(({ type }) => type === 'error');
  orchestrator.send({ type: 'create_workflow', id: 'one more', name: 'n', agents: [] });
  expect(await refused).toMatchObject({ code: 'rate_limited', workflowId: 'one more' });
  const tooBig = orchestrator.next(({ type }) => type === 'error');
  orchestrator.send({ type: 'create_workflow', id: 'workflow-1', name: 'n', agents: Array(65).fill(agents[0]) });
  expect(await tooBig).toMatchObject({ code: 'rate_limited', workflowId: 'workflow-1' });
});
