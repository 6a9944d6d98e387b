import { createServer, type Server } from 'node:net';
import { devmentor } from '@agentwire/generated/constants/devmentor';
import { expect, onTestFinished, test } from 'vitest';
import { Clock } from '../src/clock.ts';
import { createLog } from '../src/log.ts';
import { IdeLink } from '../src/profiles/devmentor/ide-link.ts';
import { DomainEventFeed } from '../src/services/domain-events.ts';
import type { Services } from '../src/services/services.ts';
import { EventReader } from './event-reader.ts';
import { Ide } from './ide.ts';
import { type ServerProcess, serve } from './server-process.ts';

const { reconnect } = devmentor.channels.devmentorIde;
const delaysMs = [1000, 2000, 4000, 8000, 16_000];
const code = { file: 'src/utils.ts', language: 'typescript', content: 'export function add(a, b) { return a + b; }' };

const start = (url: string): Promise<ServerProcess> => serve(['--profiles', 'devmentor', '--ide', url]);

/** The delays that the server has announced before it connects again. */
function delays({ stderr }: ServerProcess): number[] {
  return stderr.flatMap((line) => JSON.parse(line).delayMs ?? []);
}

test('the dashboard connects, understands all five messages, and answers a request in order and on its connection', async () => {
  const ide = await Ide.listen();
  const server = await start(ide.url);
  await ide.connected(1);
  expect(ide.paths).toEqual(['/devmentor']);
  const reader = await EventReader.open(server.http);
  const position = { line: 0, character: 0 };
  ide.send({ type: 'context_update', data: { ...code, cursor: position } });
  ide.send({ type: 'file_changed', data: { file: 'README.md', changeType: 'created', content: '# Shop\n' } });
  ide.send({ type: 'selection_changed', data: { file: code.file, selection: { start: position, end: position } } });
  ide.send({ type: 'tdd_action', data: { action: 'start', file: code.file, phase: 'red' } });
  ide.send({ type: 'suggestion_request', requestId: { any: 'value' }, data: code });
  ide.send({ type: 'suggestion_request', data: { ...code, content: '' } });
  const [first, second] = await ide.answers(2);
  expect(first).toMatchObject({ type: 'suggestions', requestId: { any: 'value' } });
  expect(first?.data).toContainEqual(expect.objectContaining({ type: 'test', title: 'Add unit test for add' }));
  expect(second).toEqual({ type: 'suggestions', data: [] });

  await reader.count(10);
  expect(reader.messages('ui:activity')).toMatchObject([
    { activity: 'file created', actor: 'ide', file: 'README.md' },
    { activity: 'selection changed', file: code.file },
    { activity: 'TDD start', file: code.file },
  ]);
  expect(reader.messages('ai:jobs:status').map(({ status }) => status)).toEqual([
    'running',
    'completed',
    'running',
    'completed',
  ]);
  // The two files, and the one that was emptied; the first request showed nothing new.
  expect(reader.messages('memory:new-items')).toHaveLength(3);
});

test('what it cannot read is passed over, and the connection stays', async () => {
  const ide = await Ide.listen();
  await start(ide.url);
  await ide.connected(1);
  for (const message of [
    '{',
    '[]',
    { type: 'unknown' },
    { type: '__proto__' },
    { type: 'tdd_action', data: { action: 'dance' } },
    { type: 'suggestion_request', data: { file: 'a' } },
    `${'['.repeat(100)}${']'.repeat(100)}`,
  ])
    ide.send(message);
  ide.socket?.send(Buffer.from('{"type":"tdd_action","data":{"action":"stop"}}'), { binary: true });
  ide.send({ type: 'suggestion_request', requestId: 1, data: code });
  expect(await ide.answers(1)).toMatchObject([{ requestId: 1 }]);
  expect(ide.closeCode).toBeUndefined();
});

test('a connection that drops is made again after its delay, and an open one resets the count', async () => {
  const ide = await Ide.listen();
  const server = await start(ide.url);
  for (const times of [1, 2, 3]) {
    await ide.connected(times);
    ide.socket?.terminate();
    await expect.poll(() => delays(server)).toHaveLength(times);
    expect(delays(server).at(-1)).toBe(reconnect.delayMs);
    await server.advance(reconnect.delayMs - 200);
    expect(ide.connections).toBe(times);
    await server.advance(200);
  }
  await ide.connected(4);
  ide.send({ type: 'suggestion_request', requestId: 'again', data: code });
  expect(await ide.answers(1)).toMatchObject([{ requestId: 'again' }]);
});

test('five attempts with growing delays, and no sixth', async () => {
  let connections = 0;
  const refusing = createServer((socket) => {
    connections++;
    socket.destroy();
  });
  const url = await listenOn(refusing);
  const server = await start(url);
  for (const [index, delayMs] of delaysMs.entries()) {
    await expect.poll(() => delays(server)).toEqual(delaysMs.slice(0, index + 1));
    expect(connections).toBe(index + 1);
    await server.advance(delayMs);
  }
  await expect.poll(() => server.stderr.some((line) => line.includes('not to be reached'))).toBe(true);
  await server.advance(3_600_000);
  expect(connections).toBe(1 + reconnect.attempts);
  expect(delays(server)).toEqual(delaysMs);
});

test('an IDE that hangs in the upgrade, or is not there, keeps nothing from starting or ending', async () => {
  const silent = createServer(() => {});
  const server = await start(await listenOn(silent));
  expect((await fetch(`${server.http}/metrics`)).status).toBe(200);
  server.child.kill('SIGTERM');
  expect(await server.exited).toBe(0);
});

test('at its end the dashboard leaves with 1001 and does not come back', async () => {
  const ide = await Ide.listen();
  const server = await start(ide.url);
  await ide.connected(1);
  server.child.kill('SIGTERM');
  expect(await server.exited).toBe(0);
  await expect.poll(() => ide.closeCode).toBe(1001);
  expect(ide.connections).toBe(1);
});

test('a link that was closed is not made again, and is at rest', async () => {
  const ide = await Ide.listen();
  const clock = new Clock();
  const log = createLog('silent');
  const services = { domainEvents: new DomainEventFeed(log) } as Services;
  const link = new IdeLink({ url: ide.url, clock, services, log });
  await ide.connected(1);
  ide.socket?.terminate();
  await expect.poll(() => ide.closeCode).toBeDefined();
  clock.advance(reconnect.delayMs);
  await ide.connected(2);
  link.close();
  await expect.poll(() => ide.closeCode).toBe(1001);
  clock.advance(3_600_000);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(ide.connections).toBe(2);
});

test('an IDE that does not say goodbye does not keep the server', async () => {
  const ide = await Ide.listen();
  const server = await start(ide.url);
  await ide.connected(1);
  ide.socket?.pause();
  server.child.kill('SIGTERM');
  expect(await server.exited).toBe(0);
});

test('an IDE that asks faster than it can be answered is left, and connected to again', async () => {
  const ide = await Ide.listen();
  const server = await start(ide.url);
  await ide.connected(1);
  for (let request = 0; request < 100; request++) ide.send({ type: 'suggestion_request', data: code });
  await expect.poll(() => ide.closeCode).toBe(1013);
  await expect.poll(() => delays(server)).toHaveLength(1);
  await server.advance(reconnect.delayMs);
  await ide.connected(2);
});

async function listenOn(listener: Server): Promise<string> {
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void listener.close());
  const address = listener.address();
  return `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/devmentor`;
}
