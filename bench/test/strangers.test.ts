import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noIrregularities } from '../src/phase.ts';
import type { SideResult } from '../src/result.ts';
import { runBench, runCase } from './bench-process.ts';

const inTree = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const spec = inTree('./strangers/chat.yaml');
const server = { url: '', child: undefined as ReturnType<typeof spawn> | undefined };

beforeAll(async () => {
  const script = inTree('./strangers/chat.mjs');
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  server.child = child;
  server.url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line).url));
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
});

afterAll(() => {
  server.child?.kill('SIGKILL');
});

const stampHole = `\${stamp}`;

const flags = (delivers: string, publish: object) => [
  ...['--spec', spec, '--profile', 'chat', '--url', server.url, '--rate', '100', '--duration', '0.5'],
  ...['--delivers', delivers, '--publish', JSON.stringify(publish)],
];

describe('a document that is not ours', () => {
  it.each([
    ['the first free string', 'RoomSaid', { kind: 'say', text: stampHole }, '/body/text (first free string)'],
    ['no stamp, by order', 'RoomCounted', { kind: 'count', by: 1, note: stampHole }, 'none: matched by order'],
  ])('is measured with %s', async (_, delivers, publish, stamp) => {
    const { result } = await runCase('fanout', [...flags(delivers, publish), '--lanes', '1']);
    const side = result.sides[0] as SideResult;
    expect(side).toMatchObject({ stamp, publishes: 'by a client', received: 510, irregularities: noIrregularities });
    expect(side.response.count).toBe(500);
  });

  it.each([
    [['--delivers', 'RoomSaid'], 'x-agentwire.bench.publish or --publish is missing'],
    [['--delivers', 'RoomNosuch'], "has no message 'RoomNosuch'"],
    [[], 'x-agentwire.bench.delivers is missing'],
    [['--delivers', 'RoomSaid', '--publish', '{"kind":"say","text":"x"}'], '--publish has no place for the stamp'],
    [['--delivers', 'RoomSaid', '--publish', '{kind}'], '--publish is not JSON'],
    [
      ['--delivers', 'RoomSaid', '--publish', JSON.stringify({ kind: 'nosuch', text: stampHole })],
      'is no message that clients send',
    ],
  ])('with %j says what is missing', async (more, message) => {
    const target = ['--spec', spec, '--url', server.url];
    const { exitCode, stderr } = await runBench(['run', 'fanout', ...target, ...more]);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });

  it('that cannot be read is a usage error with its place', async () => {
    const { exitCode, stderr } = await runBench(['run', 'fanout', '--spec', 'nosuch.yaml', '--url', server.url]);
    expect(stderr).toContain('nosuch.yaml');
    expect(exitCode).toBe(2);
  });
});
