import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { brokenServer } from './broken.ts';
import { ids, judged, kit, requirement, serveSource, subject } from './kit.ts';

const SPEC = subject('stranger.asyncapi.yaml');
const SERVER = 'stranger.mjs';

/** The document of somebody else with parts replaced. */
function document(changes: Record<string, string>): string {
  const path = join(mkdtempSync(join(tmpdir(), 'agentwire-')), 'stranger.asyncapi.yaml');
  const source = Object.entries(changes).reduce(
    (text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`the document has no ${from}`);
      return text.replace(from, to);
    },
    readFileSync(SPEC, 'utf8'),
  );
  writeFileSync(path, source);
  return path;
}

async function judge(faults: Record<string, string>, spec = SPEC) {
  const server = await serveSource(brokenServer(SERVER, faults));
  try {
    return await judged(['--spec', spec, '--url', server.url, '--timeout', '1000']);
  } finally {
    await server.stop();
  }
}

test('a correct server is green by a document that was never seen, and what stays open is said', async () => {
  const { code, report, stdout } = await judge({});
  expect(ids(report, 'PASS')).toEqual([
    'greenhouse/climate/connect',
    'greenhouse/climate/frames',
    'greenhouse/climate/refuse',
    'greenhouse/climate/reply-ping',
    'greenhouse/climate/reply-set_target',
    'greenhouse/climate/take-watch',
    'greenhouse/errors/survives',
    'greenhouse/log/connect',
    'greenhouse/log/frames',
  ]);
  expect(report.requirements).toHaveLength(9);
  expect(report.checks.length).toBeGreaterThan(30);
  expect(stdout).toContain('climate: reading is judged only where the server sends it unasked');
  expect(stdout).toContain('x-agentwire.rateLimit');
  expect(code).toBe(0);
});

test.each([
  ['no such channel', { "'/api/log': serveLog": "'/api/other': serveLog" }, 'FAIL', 'greenhouse/log/connect'],
  ['a frame against its schema', { 'celsius: 19.5': "celsius: 'mild'" }, 'FAIL', 'greenhouse/climate/frames'],
  ['a missing answer', { "ping: () => ({ op: 'pong' })": 'ping: () => null' }, 'FAIL', 'greenhouse/climate/reply-ping'],
  ['another answer', { "{ op: 'target_set'": "{ op: 'target'" }, 'FAIL', 'greenhouse/climate/reply-set_target'],
  [
    'a message that ends the connection',
    {
      "socket.on('message', (data) => {":
        "socket.on('message', (data) => {\n    if (String(data).includes('watch')) return socket.close(1011);",
    },
    'FAIL',
    'greenhouse/climate/take-watch',
  ],
  ['a value above its limit', { ' && celsius <= 30': '' }, 'WARN', 'greenhouse/climate/refuse'],
  ['a text that is too long', { ' && value.length <= 12': '' }, 'WARN', 'greenhouse/climate/refuse'],
  [
    'JSON that it does not read',
    { 'catch {\n    return undefined;': 'catch {\n    return null;' },
    'WARN',
    'greenhouse/climate/refuse',
  ],
  [
    'a crash',
    {
      'message?.op': 'message.op.length && message.op',
      'catch {': 'catch (error) { if (error instanceof TypeError) process.exit(4);',
    },
    'FAIL',
    'greenhouse/errors/survives',
  ],
] as [string, Record<string, string>, 'FAIL' | 'WARN', string][])('%s is found', async (_, faults, verdict, id) => {
  const { code, report } = await judge(faults);
  expect(ids(report, verdict)).toContain(id);
  expect(code).toBe(verdict === 'FAIL' ? 1 : 0);
});

test('what the document says in our words binds more', async () => {
  const spec = document({ '    address: /climate\n': '    address: /climate\n    x-agentwire: { refusal: Error }\n' });
  const { code, report } = await judge({ ' && celsius <= 30': '' }, spec);
  expect(requirement(report, 'greenhouse/climate/refuse')).toMatchObject({ verdict: 'FAIL', level: 'MUST' });
  expect(code).toBe(1);
});

test('without a refusal wrong frames are not judged, and the report says what would let it', async () => {
  const spec = document({ '      name: error\n': '      name: trouble\n' });
  const { report } = await judge({ ' && celsius <= 30': '' }, spec);
  expect(ids(report, 'FAIL', 'WARN')).toEqual([]);
  expect(report.notes.join()).toContain('climate: wrong frames are not judged; x-agentwire.refusal');
});

test('messages that nothing tells apart are judged by all schemas together', async () => {
  const text = readFileSync(SPEC, 'utf8').replaceAll(/op: \{ const: \w+ \}/g, 'op: { type: string }');
  const spec = join(mkdtempSync(join(tmpdir(), 'agentwire-')), 'untold.yaml');
  writeFileSync(spec, text);
  const good = await judge({}, spec);
  expect(ids(good.report, 'FAIL', 'WARN')).toEqual([]);
  expect(good.report.notes.join()).toContain('x-agentwire.discriminator');
  const bad = await judge({ "bed: 'tomatoes', celsius: 19.5": 'bed: 7', "op: 'reading'": 'op: 1' }, spec);
  expect(ids(bad.report, 'FAIL')).toContain('greenhouse/climate/frames');
});

test.each([
  ['a broken document', ['--spec', subject('minimal-cloud.json'), '--url', 'ws://127.0.0.1:1'], 'cannot be judged by'],
  ['a document alone', ['--spec', SPEC], 'say also what to judge'],
  ['no such file', ['--spec', 'nowhere.yaml', '--url', 'ws://127.0.0.1:1'], 'nowhere.yaml'],
])('%s exits 2 and says what to do', async (_, args, words) => {
  const run = await kit(['test', ...args, '--report', 'none']);
  expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
});

test('list and explain know the requirements that were read out of the document', async () => {
  const listed = await kit(['list', '--spec', SPEC]);
  expect(listed.stdout).toMatch(/greenhouse\/climate\/reply-set_target +MUST +T0 +6 checks/u);
  const told = await kit(['explain', 'greenhouse/climate/refuse', '--spec', SPEC]);
  expect(told.stdout).toContain('x-agentwire.refusal would say it');
});
