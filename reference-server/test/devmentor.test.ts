import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { devmentor } from '@agentwire/generated/constants/devmentor';
import {
  checkDevmentorEventsServerMessage,
  checkDevmentorWsServerMessage,
} from '@agentwire/generated/validators/devmentor';
import { describe, expect, test } from 'vitest';
// As a browser's, and unlike Node's own it says `close` of a connection that was never made.
import { WebSocket } from 'ws';
import { connect, leave, note, notes, shakeHands } from './devmentor.ts';
import { EventReader } from './event-reader.ts';
import { temporaryFolder } from './folder.ts';
import { type ServerProcess, serve } from './server-process.ts';
import { Client, type Message, ofType } from './socket.ts';

const { heartbeat, rateLimit, errors, reconnect } = devmentor.channels.devmentorWs;
const credentials = {
  apiKeys: [
    { key: 'alice-key', userId: 'alice', permissions: ['websocket', 'suggest'] },
    { key: 'bob-key', userId: 'bob' },
    { key: 'report-key', userId: 'carol', permissions: ['report'] },
    { key: 'publisher', userId: 'publisher', permissions: ['publish'] },
  ],
};
const start = (...args: string[]): Promise<ServerProcess> =>
  serve(['--profiles', 'devmentor,cloud,autosdlc', ...args], credentials);

const sample = { file: 'src/utils.ts', language: 'typescript', content: 'function add(a, b) { return a + b; }' };
const faulty = {
  ...sample,
  content: 'export function run(input: any) {\n  if (input == null) return eval(input);\n}\n',
};

interface Suggestion {
  id: string;
  type: string;
  title: string;
  description: string;
  confidence: number;
}

/** Sends a request and gives what its answer suggests. */
async function ask(client: Client, type: string, data: object): Promise<Suggestion[]> {
  const requestId = `${type} ${Math.random()}`;
  client.send({ type, requestId, data });
  const answer = await client.next((message) => 'requestId' in message && message.requestId === requestId);
  expect(answer.type).toBe('suggestions');
  expect(checkDevmentorWsServerMessage(answer)).toMatchObject({ ok: true });
  return answer.data as unknown as Suggestion[];
}

const errorOf = ({ data }: Message): [unknown, string] => [data?.code, String(data?.error)];

describe('a handshake', () => {
  test('with a valid key is welcomed', async () => {
    const server = await start();
    const { welcome } = await shakeHands(server, { clientType: 'vscode', clientVersion: '1.4.0', workspace: 'shop' });
    expect(welcome).toEqual({
      type: 'welcome',
      data: {
        clientId: expect.any(String),
        userId: 'alice',
        permissions: ['websocket', 'suggest'],
        serverVersion: expect.any(String),
        queuedMessages: 0,
      },
    });
  });

  test.each<[string, object]>([
    ['no key', {}],
    ['an empty key', { apiKey: '' }],
    ['a wrong key', { apiKey: 'wrong' }],
    ['a key that is no key', { apiKey: 'a.b.c' }],
    ['a key for something else', { apiKey: 'report-key' }],
  ])('with %s is told so and closed', async (_, data) => {
    const server = await start();
    const client = await connect(server);
    client.send({ type: 'handshake', data });
    client.send({ type: 'codeContext', data: sample });
    expect(errorOf(await client.next(ofType('error')))).toEqual(['INVALID_API_KEY', 'Invalid API key']);
    expect(await client.closed).toBe(1008);
    expect(client.received).toEqual([]);
  });

  test('that fails closes however good an earlier one was', async () => {
    const server = await start();
    const { client } = await shakeHands(server);
    client.send({ type: 'handshake', data: { apiKey: 'wrong' } });
    await client.next(ofType('error'));
    expect(await client.closed).toBe(1008);
  });

  test('comes first: all else gets an error, does nothing, and the connection stays', async () => {
    const server = await start();
    const reader = await EventReader.open(server.http);
    const client = await connect(server);
    for (const message of [
      { type: 'codeContext', requestId: 7, data: sample },
      { type: 'ping' },
      { type: 'startTDD' },
    ]) {
      client.send(message);
      const error = await client.next(ofType('error'));
      expect(errorOf(error)).toEqual(['HANDSHAKE_REQUIRED', expect.stringContaining('Handshake required')]);
    }
    client.send({ type: 'handshake', data: { apiKey: 'alice-key' } });
    await client.next(ofType('welcome'));
    await reader.count(1);
    expect(reader.messages()).toMatchObject([{ activity: 'IDE connected', actor: 'alice' }]);
  });

  test('keeps the id that its user was given, across connections and on one', async () => {
    const server = await start();
    const first = await shakeHands(server);
    const second = await shakeHands(server, { clientId: first.clientId });
    expect(second.clientId).toBe(first.clientId);
    second.client.send({ type: 'handshake', data: { apiKey: 'alice-key' } });
    expect((await second.client.next(ofType('welcome'))).data).toMatchObject({ clientId: first.clientId });
    for (const clientId of ['made-up', '__proto__']) {
      expect((await shakeHands(server, { clientId })).clientId).not.toBe(clientId);
    }
    expect((await shakeHands(server, { apiKey: 'bob-key', clientId: first.clientId })).clientId).not.toBe(
      first.clientId,
    );
  });

  test('is not demanded by a server that wants no authentication', async () => {
    const server = await start('--devmentor-auth', 'optional');
    const silent = await connect(server);
    expect(await ask(silent, 'codeContext', sample)).toHaveLength(1);
    const keyless = await shakeHands(server, { apiKey: undefined });
    expect(keyless.welcome.data).toMatchObject({ userId: 'anonymous', permissions: [] });
    await leave(keyless, server);
    await server.publish('/devmentor/publish', note('waits', keyless.clientId));
    const back = await shakeHands(server, { apiKey: undefined, clientId: keyless.clientId });
    await back.client.count(1);
    expect(notes(back.client)).toEqual(['waits']);
    const wrong = await connect(server);
    wrong.send({ type: 'handshake', data: { apiKey: 'wrong' } });
    expect(errorOf(await wrong.next(ofType('error')))).toEqual(['INVALID_API_KEY', 'Invalid API key']);
    expect(await wrong.closed).toBe(1008);
  });
});

describe('suggestions', () => {
  test('answer the sample with a test, each with its own UUID', async () => {
    const server = await start();
    const { client } = await shakeHands(server);
    const [test] = await ask(client, 'codeContext', sample);
    expect(test).toEqual({
      id: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
      type: 'test',
      title: 'Add unit test for add',
      description: expect.stringContaining('add(a, b)'),
      confidence: 0.75,
    });
    const [again] = await ask(client, 'codeContext', sample);
    expect(again).toEqual({ ...test, id: expect.any(String) });
    expect(again?.id).not.toBe(test?.id);
  });

  test('come from the rules over the source', async () => {
    const server = await start();
    const { client } = await shakeHands(server);
    for (const request of ['codeContext', 'analyzeCode']) {
      const suggestions = await ask(client, request, faulty);
      const types = new Set(suggestions.map(({ type }) => type));
      expect(types).toContain('security');
      expect(types).toContain('test');
      expect(new Set(suggestions.map(({ id }) => id)).size).toBe(suggestions.length);
      expect(suggestions.find(({ type }) => type === 'security')?.description).toMatch(/^Line 2: /);
    }
  });

  test('of an empty file are none, and bad source is no error', async () => {
    const server = await start();
    const { client } = await shakeHands(server);
    expect(await ask(client, 'codeContext', { ...sample, content: '' })).toEqual([]);
    expect(await ask(client, 'analyzeCode', { ...sample, content: '' })).toEqual([]);
    expect(await ask(client, 'codeContext', { file: '', language: '', content: '}{ ][' })).toEqual(expect.any(Array));
  });

  test('to startTDD are tests, for what was sent or was shown before by the same user', async () => {
    const server = await start();
    const { client } = await shakeHands(server);
    const titles = async (of: Client, data: object): Promise<string[]> => {
      const suggestions = await ask(of, 'startTDD', { file: 'src/cart.ts', language: 'typescript', ...data });
      expect(suggestions.every(({ type }) => type === 'test')).toBe(true);
      return suggestions.map(({ title }) => title);
    };
    const content = 'export class Cart {}\nexport const total = (items) => 0;\n';
    const nothing = ['Write the first test of src/cart.ts'];
    expect(await titles(client, {})).toEqual(nothing);
    expect(await titles(client, { content, testFramework: 'vitest' })).toEqual([
      'Add unit test for Cart',
      'Add unit test for total',
    ]);
    expect(await titles(client, {})).toHaveLength(2);
    const bob = await shakeHands(server, { apiKey: 'bob-key' });
    expect(await titles(bob.client, {})).toEqual(nothing);
  });

  test('answer the requests of one connection in their order', async () => {
    const server = await start();
    const { client } = await shakeHands(server);
    const requests = Array.from({ length: 20 }, (_, requestId) => requestId);
    for (const requestId of requests) {
      const type = ['codeContext', 'analyzeCode', 'startTDD'][requestId % 3];
      client.send({
        type,
        requestId,
        data: requestId % 2 ? sample : { ...faulty, content: faulty.content.repeat(50) },
      });
    }
    await client.count(requests.length);
    expect(client.received.map((message) => (message as { requestId?: unknown }).requestId)).toEqual(requests);
  });
});

describe('errors', () => {
  test.each<[string, string | object, string]>([
    ['no JSON', '{', 'INVALID_MESSAGE'],
    ['no object', '[]', 'INVALID_MESSAGE'],
    ['no type', '{}', 'INVALID_MESSAGE'],
    ['an unknown type', { type: 'foo' }, 'UNKNOWN_TYPE'],
    ['a type of the server', { type: 'welcome', data: { clientId: 'x' } }, 'UNKNOWN_TYPE'],
    ['a name of the other direction', { type: 'context_update', data: sample }, 'UNKNOWN_TYPE'],
    ['no file', { type: 'codeContext', data: { ...sample, file: undefined } }, 'INVALID_MESSAGE'],
    ['no language', { type: 'codeContext', data: { ...sample, language: undefined } }, 'INVALID_MESSAGE'],
    ['no content', { type: 'codeContext', data: { ...sample, content: undefined } }, 'INVALID_MESSAGE'],
    ['no data', { type: 'analyzeCode' }, 'INVALID_MESSAGE'],
    ['a key that is a number', { type: 'handshake', data: { apiKey: 7 } }, 'INVALID_MESSAGE'],
    ['a ping with a wrong timestamp', { type: 'ping', data: { timestamp: 'now' } }, 'INVALID_MESSAGE'],
  ])('%s, and the connection stays', async (_, message, code) => {
    const server = await start();
    const { client } = await shakeHands(server);
    client.send(message);
    const error = await client.next(ofType('error'));
    expect(errorOf(error)).toEqual([code, expect.stringContaining(errors[code as keyof typeof errors])]);
    expect(checkDevmentorWsServerMessage(error)).toMatchObject({ ok: true });
    await client.settled();
  });

  test('carry the requestId of what they answer', async () => {
    const server = await start();
    const { client } = await shakeHands(server);
    client.send({ type: 'codeContext', requestId: ['any', null], data: {} });
    expect(await client.next(ofType('error'))).toMatchObject({ requestId: ['any', null] });
  });

  test('tell who sends too much, without closing', async () => {
    const server = await start();
    const { client } = await shakeHands(server);
    for (let count = 1; count < rateLimit.max; count++) client.send({ type: 'ping' });
    client.send({ type: 'ping' });
    expect(errorOf(await client.next(ofType('error')))[0]).toBe('RATE_LIMITED');
    expect(client.received.filter(ofType('pong'))).toHaveLength(rateLimit.max - 1);
    await server.advance(rateLimit.windowMs);
    await client.settled();
  });
});

describe('heartbeat', () => {
  test('ping is answered with its timestamp', async () => {
    const server = await start();
    const { client } = await shakeHands(server);
    client.send({ type: 'ping', data: { timestamp: 1_703_775_135_000 } });
    client.send({ type: 'ping' });
    await client.count(2);
    expect(client.received).toEqual([{ type: 'pong', data: { timestamp: 1_703_775_135_000 } }, { type: 'pong' }]);
  });

  test('who answers no control frame is closed with 4408', async () => {
    const server = await start();
    const client = new Client(`${server.url}/devmentor/ws`, { autoPong: false });
    await new Promise((resolve) => client.socket.once('open', resolve));
    await server.advance(heartbeat.timeoutMs);
    expect(await client.closed).toBe(4408);
  });
});

describe('the event stream tells', () => {
  test('of an analysis: its job, its progress, and what was remembered', async () => {
    const server = await start();
    const { client } = await shakeHands(server);
    const reader = await EventReader.open(server.http);
    const suggestions = await ask(client, 'analyzeCode', faulty);
    await reader.count(6);
    for (const { data } of reader.events)
      expect(checkDevmentorEventsServerMessage(JSON.parse(data))).toMatchObject({ ok: true });
    const [running, completed] = reader.messages('ai:jobs:status');
    expect(running).toEqual({ jobId: expect.any(String), status: 'running' });
    expect(completed).toEqual({ ...running, status: 'completed', result: { suggestions: suggestions.length } });
    const progress = reader.messages('sse:progress:scraper');
    expect(progress.map(({ jobId, progress }) => [jobId, progress])).toEqual([
      [running?.jobId, 0],
      [running?.jobId, 50],
      [running?.jobId, 100],
    ]);
    const [memory] = reader.messages('memory:new-items');
    expect(memory).toEqual({ items: [{ id: expect.any(String) }], count: 1 });

    await ask(client, 'analyzeCode', faulty);
    await reader.count(11);
    expect(reader.messages('memory:new-items')).toHaveLength(1);
  });

  test('of a code context, and of who comes, goes and starts a test', async () => {
    const server = await start();
    const reader = await EventReader.open(server.http);
    const extension = await shakeHands(server);
    await ask(extension.client, 'codeContext', sample);
    await ask(extension.client, 'startTDD', sample);
    await leave(extension, server);
    await expect.poll(() => reader.messages('ui:activity').length).toBe(3);
    expect(reader.messages('ui:activity')).toEqual([
      { activity: 'IDE connected', actor: 'alice', timestamp: expect.any(String) },
      { activity: 'TDD started', actor: 'alice', file: 'src/utils.ts', timestamp: expect.any(String) },
      { activity: 'IDE disconnected', actor: 'alice', timestamp: expect.any(String) },
    ]);
    expect(reader.messages('ai:jobs:status')).toMatchObject([{ status: 'running' }, { status: 'completed' }]);
  });

  test('of the analysis of a project: its job, and how many of its files have been looked into', async () => {
    const folder = temporaryFolder();
    for (let index = 0; index < 40; index++) writeFileSync(join(folder, `${index}.ts`), sample.content);
    const server = await start('--profiles', 'devmentor,codex', '--project', `shop=${folder}`);
    const reader = await EventReader.open(server.http);
    const options = { headers: { authorization: 'Bearer alice-key' } };
    const project = new Client(`${server.url}/codex/v1/projects/shop/stream`, options);
    await new Promise((resolve) => project.socket.once('open', resolve));
    project.send({ type: 'analyze_context', projectId: 'shop', analysisType: 'full', contextVersion: 0 });
    await expect.poll(() => reader.messages('ai:jobs:status').length, { timeout: 5000 }).toBe(2);
    expect(reader.messages('ai:jobs:status')).toMatchObject([
      { status: 'running' },
      { status: 'completed', result: { projectId: 'shop' } },
    ]);
    const progress = reader.messages('sse:progress:scraper');
    expect(progress.map(({ progress }) => progress)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    expect(progress.at(-1)).toMatchObject({ message: 'shop: 40 of 40 files looked into' });
  });

  test('of notifications that were published for other systems', async () => {
    const server = await start();
    const reader = await EventReader.open(server.http);
    await server.publish('/cloud/publish', { type: 'notification', data: { level: 'info', message: 'deployed' } });
    const data = { title: 'Disk', message: 'is full', level: 'warning' };
    await server.publish('/autosdlc/publish', { type: 'system_notification', data });
    await reader.count(2);
    expect(reader.messages('ui:activity')).toMatchObject([
      { activity: 'notification: deployed' },
      { activity: 'notification: Disk: is full' },
    ]);
  });
});

/*
 * The clients of the system's own document, written anew from what they are said to do: the socket
 * hook with its reconnect, the hook for the event stream, and the end-to-end test.
 */
describe('the client samples', () => {
  async function freePort(): Promise<string> {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const address = probe.address();
    await new Promise((resolve) => probe.close(resolve));
    return String(typeof address === 'object' ? address?.port : 0);
  }

  /** Reconnects up to five times with growing delays, counts anew when open, and drops what it cannot send. */
  class SocketHook {
    readonly received: Message[] = [];
    readonly delaysMs: number[] = [];
    connections = 0;
    #socket: WebSocket | undefined;
    #attempts = 0;
    readonly #url: string;

    constructor(url: string) {
      this.#url = url;
      this.#connect();
    }

    send(message: object): void {
      if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
    }

    #connect(): void {
      this.#socket = new WebSocket(this.#url);
      this.#socket.addEventListener('open', () => {
        this.connections++;
        this.#attempts = 0;
      });
      this.#socket.addEventListener('error', () => {});
      this.#socket.addEventListener('message', ({ data }) => this.received.push(JSON.parse(String(data))));
      this.#socket.addEventListener('close', () => {
        if (this.#attempts >= reconnect.attempts) return;
        const delayMs = Math.min(reconnect.delayMs * reconnect.factor ** this.#attempts++, reconnect.maxDelayMs);
        this.delaysMs.push(delayMs);
        setTimeout(() => this.#connect(), delayMs / 5);
      });
    }
  }

  test('code context to suggestions to the event stream', async () => {
    const server = await start();
    const page = await EventReader.open(server.http);
    const hook = new SocketHook(`${server.url}/devmentor/ws`);
    hook.send({ type: 'handshake', data: { apiKey: 'dropped: the socket is not open' } });
    await expect.poll(() => hook.connections).toBe(1);
    hook.send({ type: 'handshake', data: { apiKey: 'alice-key' } });
    hook.send({ type: 'codeContext', data: sample });
    await expect.poll(() => hook.received.map(({ type }) => type)).toEqual(['welcome', 'suggestions']);
    await expect.poll(() => page.messages('ai:jobs:status').at(-1)?.status).toBe('completed');
    expect(JSON.parse(page.events.at(-1)?.data ?? '')).toEqual({
      channel: 'ai:jobs:status',
      message: { jobId: expect.any(String), status: 'completed', result: { suggestions: 1 } },
    });
  });

  test('a hook that loses its server reconnects and gets what was queued', async () => {
    const folder = temporaryFolder();
    // By number both times: a port that was picked is not free at once when its server has died.
    const port = await freePort();
    const before = await start('--data', folder, '--port', port);
    const hook = new SocketHook(`${before.url}/devmentor/ws`);
    await expect.poll(() => hook.connections).toBe(1);
    hook.send({ type: 'handshake', data: { apiKey: 'alice-key' } });
    await expect.poll(() => hook.received.length).toBe(1);
    const clientId = String(hook.received[0]?.data?.clientId);
    before.child.kill('SIGKILL');
    await before.exited;

    const server = await start('--data', folder, '--port', port);
    await server.publish('/devmentor/publish', note('meanwhile', clientId));
    await expect.poll(() => hook.connections, { timeout: 10_000 }).toBe(2);
    expect(hook.delaysMs[0]).toBe(1000);
    hook.send({ type: 'handshake', data: { apiKey: 'alice-key', clientId } });
    await expect.poll(() => hook.received.length).toBe(3);
    expect(hook.received[1]).toMatchObject({ type: 'welcome', data: { clientId, queuedMessages: 1 } });
    expect(hook.received[2]).toMatchObject({ type: 'suggestions', data: [{ title: 'meanwhile' }] });
  });
});
