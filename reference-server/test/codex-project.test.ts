import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Following } from '../src/profiles/codex/following.ts';
import { type Message, ProjectContextStream } from './codex-client.ts';
import { type ServerProcess, serve } from './server-process.ts';

const credentials = {
  apiKeys: [
    { key: 'alice-key', userId: 'alice' },
    { key: 'bob-key', userId: 'bob' },
    { key: 'stranger-key', userId: 'alice', tenant: 'other' },
    { key: 'publisher', userId: 'backend', permissions: ['publish'] },
    { key: 'other-publisher', userId: 'backend', tenant: 'other', permissions: ['publish'] },
  ],
};
const path = 'src/api/auth.ts';
/** Strikes a rule of security with a confidence of 0.95. */
const risky = 'export const run = (text: string) => eval(text);\n';

interface Setting {
  server: ServerProcess;
  write(file: string, text: string): void;
  connect(id?: string, key?: string): Promise<ProjectContextStream>;
  publish(message: object, target?: object, key?: string): Promise<number | undefined>;
}

async function start(files: Record<string, string> = { [path]: 'export const ttl = 0;\n' }): Promise<Setting> {
  const root = mkdtempSync(join(tmpdir(), 'agentwire-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  const projects = ['p-1', 'second', 'other/p-1'].flatMap((key) => ['--project', `${key}=${root}`]);
  const server = await serve(['--profiles', 'codex', ...projects], credentials);
  return {
    server,
    write,
    async connect(id = 'p-1', key = 'alice-key') {
      const stream = new ProjectContextStream(server.url, id, key);
      await stream.opened;
      await stream.settled();
      return stream;
    },
    async publish(message, target, key = 'publisher') {
      return (await server.publish('/codex/publish', target ? { message, target } : message, key)).body.recipients;
    },
  };
}

const of = ({ received }: ProjectContextStream, kind: string): Message[] =>
  received.filter(({ type }) => type === kind);
const isOf = (kind: string) => (message: Message) => message.type === kind;
const changed = (filePath = path) => ({ type: 'file_changed', filePath, changeType: 'modified', suggestions: [] });
const suggestion = (suggestionType: string, confidence: number) => ({
  type: 'suggestion',
  suggestionType,
  filePath: path,
  line: 1,
  suggestion: 'Do it otherwise.',
  confidence,
});

test('the flow of the sample: watches, analyses, and is told of changes and suggestions', async () => {
  const { connect, write } = await start();
  const stream = await connect();
  const emitted: [string, Message][] = [];
  for (const name of ['context_updated', 'file_changed', 'suggestion']) {
    stream.on(name, (payload) => emitted.push([name, payload]));
  }
  stream.watchFile(path);
  stream.watchFile('src/components/UserProfile.tsx');
  stream.enableLiveSuggestions({ types: ['security', 'performance', 'best_practices'], threshold: 0.8 });
  const analysed = stream.next(isOf('context_sync'));
  stream.analyzeContext('full');
  expect(await analysed).toEqual({
    type: 'context_sync',
    version: 1,
    changes: [{ filePath: path, changeType: 'created' }],
    summary: expect.stringContaining('1 file'),
  });
  const synced = stream.next(isOf('context_sync'));
  write(path, risky);
  expect(await synced).toMatchObject({ version: 2, changes: [{ filePath: path, changeType: 'modified' }] });
  expect(emitted.map(([name]) => name)).toEqual(['context_updated', 'file_changed', 'suggestion', 'context_updated']);
  const diff = `--- a/${path}\n+++ b/${path}\n@@ -1,1 +1,1 @@\n-export const ttl = 0;\n+${risky}`;
  const { line, suggestion: words, confidence } = emitted[2]?.[1] ?? {};
  expect(emitted[1]?.[1]).toEqual({
    filePath: path,
    changeType: 'modified',
    diff,
    suggestions: [{ suggestionType: 'security', line, suggestion: words, confidence }],
  });
  expect(emitted[2]?.[1]).toEqual({
    type: 'security',
    filePath: path,
    line: 1,
    suggestion: expect.stringMatching(/./),
    confidence: 0.95,
    reasoning: expect.stringMatching(/./),
  });
  expect(stream.version).toBe(2);
});

describe('analyze_context', () => {
  test('incremental tells what has changed since, focused what is watched, each with a version not below', async () => {
    const { connect, write } = await start({ 'a.ts': 'let a = 1;\n', 'b.ts': risky });
    const stream = await connect();
    const ask = async (analysisType: string, contextVersion: number): Promise<Message> => {
      const answer = stream.next(isOf('context_sync'));
      stream.send({ type: 'analyze_context', projectId: 'p-1', analysisType, contextVersion });
      return answer;
    };
    const synced = stream.next(isOf('context_sync'));
    write('a.ts', 'let a = 2;\n');
    await synced;
    expect(await ask('incremental', 1)).toMatchObject({
      version: 2,
      changes: [{ filePath: 'a.ts', changeType: 'modified' }],
    });
    expect(await ask('incremental', 2)).toMatchObject({ version: 2, changes: [] });
    stream.watchFile('b.ts');
    expect((await ask('focused', 0)).changes).toEqual([{ filePath: 'b.ts', changeType: 'created' }]);
    expect((await ask('full', 0)).changes).toHaveLength(2);
    expect((await ask('full', 40)).version).toBe(40);
    expect((await ask('incremental', 0)).version).toBe(40);
  });

  test('brings the suggestions of what is there only to who has enabled them', async () => {
    const { connect } = await start({ [path]: risky });
    const stream = await connect();
    const first = stream.next(isOf('context_sync'));
    stream.analyzeContext();
    await first;
    await stream.settled();
    expect(of(stream, 'suggestion')).toEqual([]);
    stream.enableLiveSuggestions({ types: ['security'], frequency: 'on_request' });
    const found = stream.next(isOf('suggestion'));
    stream.analyzeContext();
    expect(await found).toMatchObject({ suggestionType: 'security', filePath: path });
  });
});

test('an analysis that was overtaken by a change is told with the later version', () => {
  const following = new Following();
  expect([3, 2, 4].map((version) => following.versionOf(version))).toEqual([3, 3, 4]);
});

test('two connections hear each what they watch, and both of the versions', async () => {
  const { connect, write } = await start();
  const [watching, other] = await Promise.all([connect(), connect('p-1', 'bob-key')]);
  watching.watchFile(path);
  other.watchFile('elsewhere.ts');
  await Promise.all([watching.settled(), other.settled()]);
  const synced = [watching, other].map((stream) => stream.next(isOf('context_sync')));
  write(path, 'export const ttl = 1;\n');
  await Promise.all(synced);
  expect(of(watching, 'file_changed')).toHaveLength(1);
  expect(of(other, 'file_changed')).toEqual([]);
});

describe('live suggestions of changes', () => {
  test.each<[string, object, number]>([
    ['of another type', { types: ['bugs'], confidence_threshold: 0.1 }, 0],
    ['below the threshold', { types: ['security'], confidence_threshold: 0.96 }, 0],
    ['at the threshold', { types: ['security'], confidence_threshold: 0.95 }, 1],
    ['of the types that are wanted by default', {}, 0],
    ['with another frequency', { types: ['security'], frequency: 'hourly' }, 0],
  ])('%s', async (_, config, count) => {
    const { connect, write } = await start();
    const stream = await connect();
    stream.send({ type: 'enable_suggestions', projectId: 'p-1', config });
    await stream.settled();
    const synced = stream.next(isOf('context_sync'));
    write(path, risky);
    await synced;
    expect(of(stream, 'suggestion')).toHaveLength(count);
  });

  test('a later enable_suggestions takes the place of the earlier one', async () => {
    const { connect, write } = await start();
    const stream = await connect();
    stream.enableLiveSuggestions({ types: ['security'] });
    stream.enableLiveSuggestions({ types: ['bugs'] });
    await stream.settled();
    const synced = stream.next(isOf('context_sync'));
    write(path, risky);
    await synced;
    expect(of(stream, 'suggestion')).toEqual([]);
  });
});

describe('published', () => {
  test('file_changed reaches who watches the path, in one project where one is named', async () => {
    const { connect, publish } = await start();
    const [one, two, idle] = await Promise.all([connect(), connect('second'), connect()]);
    for (const stream of [one, two]) stream.watchFile(path);
    idle.watchFile('src/*');
    await Promise.all([one, two, idle].map((stream) => stream.settled()));
    expect(await publish(changed())).toBe(2);
    expect(await publish(changed(), { projectId: 'p-1' })).toBe(1);
    expect(await publish(changed(), { projectId: 'nobody' })).toBe(0);
    expect(await publish(changed('src/other.ts'))).toBe(0);
    await Promise.all([one, two, idle].map((stream) => stream.settled()));
    expect([one, two, idle].map((stream) => of(stream, 'file_changed').length)).toEqual([2, 1, 0]);
    expect(of(one, 'file_changed')[0]).toEqual(changed());
  });

  test('suggestion reaches who has enabled its type, from the threshold on', async () => {
    const { connect, publish } = await start();
    const stream = await connect();
    expect(await publish(suggestion('security', 1))).toBe(0);
    stream.enableLiveSuggestions({ types: ['security', '*'], threshold: 0.9 });
    await stream.settled();
    expect(await publish(suggestion('security', 0.85))).toBe(0);
    expect(await publish(suggestion('bugs', 1))).toBe(0);
    expect(await publish(suggestion('security', 0.95), { projectId: 'p-1' })).toBe(1);
    expect(await publish(suggestion('security', 0.9))).toBe(1);
    stream.enableLiveSuggestions({ types: ['bugs'] });
    await stream.settled();
    expect(await publish(suggestion('security', 1))).toBe(0);
  });

  test('nothing crosses from one tenant to another', async () => {
    const { connect, publish } = await start();
    const [alice, stranger] = await Promise.all([connect(), connect('p-1', 'stranger-key')]);
    for (const stream of [alice, stranger]) stream.watchFile(path);
    await Promise.all([alice.settled(), stranger.settled()]);
    expect(await publish(changed(), { projectId: 'p-1' })).toBe(1);
    expect(await publish(changed(), undefined, 'other-publisher')).toBe(1);
    await Promise.all([alice.settled(), stranger.settled()]);
    expect([of(alice, 'file_changed'), of(stranger, 'file_changed')].map(({ length }) => length)).toEqual([1, 1]);
  });

  test.each<[object, string]>([
    [{ type: 'token', requestId: 1, token: 'a' }, 'UNKNOWN_TYPE'],
    [{ type: 'context_sync', version: 1, changes: [], summary: '' }, 'UNKNOWN_TYPE'],
    [{ event: 'agent_started', workflowId: 'w', agentId: 'a', agentType: 't', task: 't' }, 'UNKNOWN_TYPE'],
    [{ ...changed(), changeType: 'renamed' }, 'INVALID_MESSAGE'],
    [{ message: changed(), target: { clientId: 'x' } }, 'INVALID_TARGET'],
  ])('refuses %j', async (body, code) => {
    const { server } = await start();
    expect(await server.publish('/codex/publish', body)).toMatchObject({ status: 400, body: { error: { code } } });
  });
});

describe('refused', () => {
  const watch = (filePath: string, projectId = 'p-1') => ({ type: 'watch_file', filePath, projectId });

  test.each<[object, string]>([
    [watch(path, 'second'), 'invalid_request'],
    [{ type: 'analyze_context', projectId: 'second' }, 'invalid_request'],
    [{ type: 'enable_suggestions', projectId: 'second', config: {} }, 'invalid_request'],
    [watch('../outside.ts'), 'not_found'],
    [watch('/etc/passwd'), 'not_found'],
    [watch('src/../../outside.ts'), 'not_found'],
    [watch('.git/config'), 'not_found'],
    [{ type: 'analyze_context', projectId: 'p-1', contextVersion: 2 ** 53 }, 'invalid_request'],
    [{ type: 'analyze_context', projectId: 'p-1', analysisType: 'deep' }, 'invalid_request'],
    [{ type: 'enable_suggestions', projectId: 'p-1', config: { confidence_threshold: 80 } }, 'invalid_request'],
  ])('%j', async (message, code) => {
    const { connect } = await start();
    const stream = await connect();
    const error = stream.next(isOf('error'));
    stream.send(message);
    expect(await error).toMatchObject({ code });
  });

  test.each([
    ['unknown', 'alice-key'],
    ['second', 'stranger-key'],
    ['other/p-1', 'alice-key'],
  ])('a project %s that the server does not have for the tenant of %s', async (id, key) => {
    const { connect } = await start();
    const stream = await connect(id, key);
    const error = stream.next(isOf('error'));
    stream.watchFile(path);
    expect(await error).toMatchObject({ code: 'not_found' });
  });
});

test('who becomes somebody else follows nothing of before', async () => {
  const { connect, publish, write } = await start();
  const stream = await connect();
  stream.watchFile(path);
  stream.enableLiveSuggestions({ types: ['security'] });
  stream.send({ type: 'auth', token: 'bob-key' });
  await stream.settled();
  expect(await publish(changed())).toBe(0);
  const synced = stream.next(isOf('context_sync'));
  write(path, risky);
  await synced;
  expect([...of(stream, 'file_changed'), ...of(stream, 'suggestion')]).toEqual([]);
  expect(of(stream, 'context_sync')).toHaveLength(1);
});

test('the command ends with 2 where a project is no directory', async () => {
  await expect(serve(['--project', 'p=/nowhere/at/all'])).rejects.toThrow(/ended with 2: .*nowhere/);
  await expect(serve(['--project', 'p'])).rejects.toThrow(/ended with 2: /);
});
