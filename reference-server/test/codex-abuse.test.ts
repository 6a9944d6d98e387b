import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codex } from '@agentwire/generated/constants/codex';
import { describe, expect, test } from 'vitest';
import { describeAbuse, type Family, startScene, upgradeStatus } from './abuse.ts';
import { temporaryFolder } from './folder.ts';
import { type Message, ofType, open } from './socket.ts';

const { limits, authentication } = codex.channels.codexStream;
const timestamp = 1703775135000;
const isPong = (message: Message): boolean => 'timestamp' in message && message.type === 'pong';

function familyAt(path: string, more: readonly string[] = []): Family {
  return {
    args: ['--profiles', 'codex', '--token-rate', '0', ...more],
    path,
    limits,
    takesBinary: false,
    ping: { type: 'ping', timestamp },
    isPong,

    enter({ url }, key) {
      return open(`${url}${path}`, { headers: { authorization: `Bearer ${key}` } });
    },

    /** By header and by message, which must agree. */
    async present({ url }, token) {
      const status = await upgradeStatus(`${url}${path}`, { authorization: `Bearer ${token}` });
      const client = await open(`${url}${path}`);
      client.send({ type: 'auth', token });
      client.send({ type: 'ping', timestamp });
      const answer = await client.next((message) => isPong(message) || message.type === 'error');
      if (answer.type === 'pong') return status === 101 ? 'let in' : String(status);
      return `${status} ${await client.closed}`;
    },
    refused: '401 4401',
  };
}

const stream = familyAt('/codex/v1/ws');
const agents = familyAt('/codex/v1/agents');

describeAbuse('codex: generation', stream);
describeAbuse('codex: workflows', agents);
describeAbuse('codex: projects', familyAt('/codex/v1/projects/p/stream'));

const generate = (id: unknown) => JSON.stringify({ type: 'generate', id, prompt: 'a queue' });

test('ids that are magic elsewhere are plain here', async () => {
  const scene = await startScene(stream);
  for (const id of ['__proto__', 'constructor', 'toString']) {
    scene.attacker.send(generate(id));
    await scene.attacker.next(
      (message) => message.type === 'stream_end' && 'requestId' in message && message.requestId === id,
    );
  }
  await scene.unharmed();

  const workflows = await startScene(agents);
  for (const id of ['__proto__', 'constructor', 'toString']) {
    workflows.attacker.send({ type: 'execute_workflow', workflowId: id, task: 'x', timestamp });
    const none = await workflows.attacker.next((message) => 'event' in message && message.event === 'workflow_error');
    expect(none).toMatchObject({ workflowId: id });
    const agent = { type: 'coder', model: 'claude-3-opus' };
    workflows.attacker.send({ type: 'create_workflow', id, name: id, agents: [agent] });
    await workflows.attacker.next((message) => 'event' in message && message.event === 'workflow_created');
    workflows.attacker.send({ type: 'execute_workflow', workflowId: id, task: 'x', timestamp });
    await workflows.attacker.next((message) => 'event' in message && message.event === 'workflow_completed');
  }
  await workflows.unharmed();
});

test('as many streams as may be run at once, one more is refused under its id', async () => {
  const scene = await startScene(familyAt('/codex/v1/ws', ['--token-rate', '0.01']));
  for (let id = 0; id < limits.requests; id++) scene.attacker.send(generate(id));
  await expect.poll(() => scene.attacker.received.filter(ofType('stream_start')).length).toBe(limits.requests);
  scene.attacker.send(generate('one more'));
  expect(await scene.attacker.next(ofType('error'))).toMatchObject({ code: 'rate_limited', requestId: 'one more' });
  await scene.unharmed();
});

test('who says nothing of who it is has until the deadline', async () => {
  const scene = await startScene(stream);
  const silent = await open(`${scene.server.url}${stream.path}`);
  await scene.server.advance(authentication.deadlineMs - 1000);
  await scene.settled(silent);
  await scene.server.advance(1000);
  expect(await silent.next(ofType('error'))).toMatchObject({ code: 'unauthorized' });
  expect(await silent.closed).toBe(4401);
  await scene.unharmed();
});

describe('a project', () => {
  const folder = () => ['--project', `p=${temporaryFolder()}`];
  const project = familyAt('/codex/v1/projects/p/stream');
  const watch = (filePath: string) => JSON.stringify({ type: 'watch_file', projectId: 'p', filePath });

  test('has nothing outside its directory', async () => {
    const scene = await startScene(project, folder());
    await scene.refuses(['../../../etc/passwd', '/etc/passwd', 'a/../../b', 'a\u0000b', '..'].map(watch));
    scene.attacker.send(watch('__proto__'));
    await scene.settled();
    await scene.unharmed();
  });

  test.each(['..', '%2e%2e', '__proto__', '%E0%A4%A', 'default%2Fp', '%00', 'x'.repeat(4000)])(
    'of the odd id %s is one that is not there',
    async (id) => {
      const scene = await startScene(project, folder());
      const url = `${scene.server.url}/codex/v1/projects/${id}/stream`;
      // Some never get here: the client's own address makes something else of them.
      if ((await upgradeStatus(url)) === 101) {
        const client = await open(url, { headers: { authorization: 'Bearer attacker' } });
        client.send({ type: 'analyze_context', projectId: 'p' });
        await client.next(ofType('error'));
      }
      await scene.unharmed();
    },
  );

  test('is watched in as many files as may be, one more is refused', async () => {
    const scene = await startScene(project, folder());
    for (let file = 0; file < limits.subscriptions; file++) scene.attacker.send(watch(`f${file}`));
    await scene.settled();
    expect(scene.attacker.received.filter(ofType('error'))).toEqual([]);
    expect(await scene.refuses([watch('one-more')])).toMatchObject([{ code: 'rate_limited' }]);
    await scene.unharmed();
  });

  test('is analysed as often at once as may be, one more is refused', async () => {
    const directory = temporaryFolder();
    for (let file = 0; file < 50; file++) writeFileSync(join(directory, `f${file}.ts`), 'let a;\n'.repeat(2000));
    const scene = await startScene(project, ['--project', `p=${directory}`]);
    const analyse = { type: 'analyze_context', projectId: 'p', analysisType: 'full', contextVersion: 0 };
    for (let begun = 0; begun < limits.requests; begun++) scene.attacker.send(analyse);
    scene.attacker.send(analyse);
    expect(await scene.attacker.next(ofType('error'))).toMatchObject({ code: 'rate_limited' });
    const syncs = (): number => scene.attacker.received.filter(ofType('context_sync')).length;
    await expect.poll(syncs).toBe(limits.requests);
    expect(scene.attacker.received.filter(ofType('error'))).toEqual([]);
    await scene.unharmed();
  });
});
