import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { serve } from './server-process.ts';
import { type Client, ofType, open, rawUpgrade } from './socket.ts';

const credentials = {
  jwt: { hs256Secret: 'test-only-hs256-secret-never-use-it-anywhere' },
  apiKeys: [
    { key: 'alice-key', userId: 'alice' },
    { key: 'bob-key', userId: 'bob' },
    { key: 'publisher-key', userId: 'backend', permissions: ['publish'] },
  ],
};
const codex = ['--profiles', 'codex', '--token-rate', '0'];
const paths = ['/codex/v1/ws', '/codex/v1/agents', '/codex/v1/projects/p-1/stream'];
const withHeader = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });
const auth = (token: string, version?: string) => ({ type: 'auth', token, version });
const generate = { id: 1, type: 'generate', prompt: 'Parse durations' };

/** A ping with a time of its own and its pong: all sent before has been handled. */
async function settled(client: Client): Promise<void> {
  client.send({ type: 'ping', timestamp: 1703775135000 });
  const isAnswer = (message: object) => 'timestamp' in message && message.timestamp === 1703775135000;
  await client.next((message) => message.type === 'pong' && isAnswer(message));
}

/** How the server answers an upgrade: its status, or 101. */
async function statusOf(url: string, headers: Record<string, string> = {}): Promise<number> {
  const socket = new WebSocket(url, { headers });
  return new Promise((resolve) => {
    socket.once('upgrade', () => resolve(101));
    socket.once('unexpected-response', (_, { statusCode = 0 }) => resolve(statusCode));
    socket.on('error', () => {});
  });
}

describe.each(paths)('%s', (path) => {
  test('says pong at once, and again to every ping with its timestamp', async () => {
    const server = await serve(codex);
    const client = await open(`${server.url}${path}`, withHeader('a'));
    expect(client.received).toEqual([{ type: 'pong' }]);
    client.send({ type: 'ping', timestamp: 7 });
    client.send({ type: 'ping', timestamp: 0 });
    await client.count(3);
    expect(client.received.slice(1)).toEqual([
      { type: 'pong', timestamp: 7 },
      { type: 'pong', timestamp: 0 },
    ]);
  });

  test('takes a credential by header, by message, and by both, in silence', async () => {
    const server = await serve(codex, credentials);
    const byHeader = await open(`${server.url}${path}`, withHeader('alice-key'));
    const byMessage = await open(`${server.url}${path}`);
    const byBoth = await open(`${server.url}${path}`, withHeader('alice-key'));
    byMessage.send(auth('alice-key', '2.0.0'));
    byBoth.send(auth('alice-key'));
    for (const client of [byHeader, byMessage, byBoth]) {
      client.send({ type: 'pong' });
      await settled(client);
      expect(client.received).toEqual([{ type: 'pong' }]);
    }
  });

  test('refuses a wrong message with error and 4401, a wrong header with 401', async () => {
    const server = await serve(codex, credentials);
    const client = await open(`${server.url}${path}`);
    client.send(auth('wrong'));
    expect(await client.next(ofType('error'))).toMatchObject({ code: 'unauthorized', message: expect.any(String) });
    expect(await client.closed).toBe(4401);
    const statuses = ['Bearer wrong', 'Bearer publisher-key'].map((authorization) =>
      statusOf(`${server.url}${path}`, { authorization }),
    );
    expect(await Promise.all(statuses)).toEqual([401, 401]);
  });

  test('answers whatever is no message, and stays open', async () => {
    const server = await serve(codex);
    const client = await open(`${server.url}${path}`, withHeader('a'));
    const cases: [string | Buffer, string][] = [
      ['{', 'invalid_message'],
      ['[]', 'invalid_message'],
      ['{}', 'invalid_message'],
      ['{"type":7}', 'invalid_message'],
      [Buffer.from('{"type":"pong"}'), 'invalid_message'],
      ['{"type":"ping"}', 'invalid_request'],
      ['{"type":"auth"}', 'invalid_request'],
      ['{"type":"token"}', 'unknown_type'],
      ['{"type":"__proto__"}', 'unknown_type'],
    ];
    for (const [frame, code] of cases) {
      client.send(frame);
      expect([frame.toString(), await client.next(ofType('error'))]).toMatchObject([
        frame.toString(),
        { code, message: expect.stringMatching(/./) },
      ]);
    }
    await settled(client);
  });

  test('answers no error of a client, whatever it holds, before authentication and after', async () => {
    const server = await serve(codex);
    const client = await open(`${server.url}${path}`);
    for (const error of [{}, { code: 7, message: [], requestId: {} }, { code: 'unauthorized', message: 'no' }]) {
      client.send({ type: 'error', ...error });
    }
    await settled(client);
    client.send(auth('a'));
    client.send({ type: 'error' });
    await settled(client);
    expect(client.received).toEqual([{ type: 'pong' }]);
  });

  test('closes who stays silent about who they are after 10 seconds, with 4401', async () => {
    const server = await serve(codex);
    const client = await open(`${server.url}${path}`);
    const known = await open(`${server.url}${path}`, withHeader('a'));
    await server.advance(9_000);
    await settled(client);
    await server.advance(1_000);
    expect(await client.next(ofType('error'))).toMatchObject({ code: 'unauthorized' });
    expect(await client.closed).toBe(4401);
    await settled(known);
  });

  test('completes the closing handshake', async () => {
    const server = await serve(codex);
    const client = await open(`${server.url}${path}`, withHeader('a'));
    client.socket.close(1000, 'Client closing connection');
    expect(await client.closed).toBe(1000);
  });
});

test('what a type means depends on the endpoint', async () => {
  const server = await serve(codex);
  const [stream, agents, project] = await Promise.all(
    paths.map((path) => open(`${server.url}${path}`, withHeader('a'))),
  );
  const others: [Client | undefined, object][] = [
    [stream, { type: 'create_workflow', id: 'w', name: 'n', agents: [] }],
    [agents, generate],
    [agents, { event: 'agent_started' }],
    [project, generate],
  ];
  for (const [client, message] of others) {
    client?.send(message);
    expect(await client?.next(ofType('error'))).toMatchObject({ code: 'unknown_type' });
  }
});

test('a request before authentication is refused and not served; right behind auth it is', async () => {
  const server = await serve(codex, credentials);
  const client = await open(`${server.url}/codex/v1/ws`);
  client.send(generate);
  expect(await client.next(ofType('error'))).toMatchObject({ code: 'unauthorized', requestId: 1 });
  client.send(auth('alice-key'));
  client.send(generate);
  await client.next(ofType('stream_end'));
  expect(client.received.filter(ofType('stream_start'))).toHaveLength(1);
  expect(client.received.filter(ofType('error'))).toEqual([]);
});

test.each<[string | undefined, boolean]>([
  [undefined, true],
  ['2', true],
  ['2.0.0', true],
  ['2.17.3-beta', true],
  ['1.0.0', false],
  ['20.0.0', false],
  ['99.0.0', false],
  ['', false],
])('auth of version %s is taken: %s', async (version, isTaken) => {
  const server = await serve(codex);
  const client = await open(`${server.url}/codex/v1/ws`);
  client.send(auth('a', version));
  client.send(generate);
  const answer = await client.next(({ type }) => type === 'error' || type === 'stream_start');
  expect(answer).toMatchObject(isTaken ? { type: 'stream_start' } : { code: 'unsupported_version' });
});

describe('--codex-auth optional', () => {
  const optional = [...codex, '--codex-auth', 'optional'];

  test('serves the samples, which send no credential', async () => {
    const server = await serve(optional, credentials);
    const client = await open(`${server.url}/codex/v1/ws`);
    client.send(generate);
    await client.next(ofType('stream_end'));
    await server.advance(20_000);
    await settled(client);
  });

  test('and still refuses a wrong one', async () => {
    const server = await serve(optional, credentials);
    expect(await statusOf(`${server.url}/codex/v1/ws`, { authorization: 'Bearer wrong' })).toBe(401);
    const client = await open(`${server.url}/codex/v1/ws`);
    client.send(auth('wrong'));
    expect(await client.closed).toBe(4401);
  });
});

test('takes any id of a project that is not empty, and knows no other path', async () => {
  const server = await serve(codex);
  const status = (path: string) => statusOf(`${server.url}/codex${path}`, { authorization: 'Bearer a' });
  expect(await status('/v1/projects/p/stream')).toBe(101);
  expect(await status('/v1/projects/%C3%BCber%20uns%2F7/stream')).toBe(101);
  expect(await status('/v1/projects/%zz/stream')).toBe(101);
  for (const path of ['/v1/projects//stream', '/v1/projects/p', '/v1/projects/a/b/stream', '/v1/none', '/v2/ws', '']) {
    expect([path, await status(path)]).toEqual([path, 404]);
  }
});

test('closes who answers no control frame, with 4408', async () => {
  const server = await serve([...codex, '--codex-auth', 'optional']);
  const socket = await rawUpgrade(`${server.url}/codex/v1/ws`);
  const bytes: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => bytes.push(chunk));
  const ended = new Promise((resolve) => socket.once('close', resolve));
  await server.advance(60_000);
  await ended;
  expect(Buffer.concat(bytes).includes(Buffer.from([0x11, 0x38]))).toBe(true);
});
