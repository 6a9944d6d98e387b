import { describe, expect, test } from 'vitest';
import { EmbeddedEngine } from '../src/services/generation/embedded.ts';
import { countTokens } from '../src/services/generation/tokens.ts';
import { MCPCodexStream, type Message, readMetrics, until } from './codex-client.ts';
import { serve } from './server-process.ts';

const fast = ['--profiles', 'codex', '--token-rate', '0'];

async function start(args: readonly string[] = fast): Promise<MCPCodexStream> {
  const stream = new MCPCodexStream((await serve(args)).url);
  await stream.opened;
  return stream;
}

/** The whole answer to one request, up to its last message. */
async function answers(stream: MCPCodexStream, request: object, requestId: unknown): Promise<Message[]> {
  stream.send(request);
  await stream.next((message) => message.requestId === requestId && /stream_end|error/.test(message.type));
  return stream.received.filter((message) => message.requestId === requestId);
}

test('the flow of the sample: generates, collects tokens and tool calls, resolves with text, metadata and usage', async () => {
  const stream = await start();
  const full: string[] = [];
  const tools: Message[] = [];
  stream.on('token', ({ requestId, token, fullText }) => {
    expect(requestId).toBe(1);
    expect(fullText.endsWith(token)).toBe(true);
    full.push(fullText);
  });
  stream.on('tool_call', (call) => tools.push(call));
  const prompt = 'Create a React component for user authentication';
  const context = { framework: 'react', typescript: true, styling: 'tailwind' };
  const { text, metadata, usage } = await stream.generateCode(prompt, { context });
  expect(full.at(-1)).toBe(text);
  expect(text).toContain('export function UserAuthentication(');
  expect(metadata).toEqual({ model: 'claude-3-opus', finishReason: 'stop', durationMs: expect.any(Number) });
  const promptTokens = countTokens(prompt) + countTokens(JSON.stringify(context));
  const totalTokens = promptTokens + full.length;
  expect(usage).toEqual({ promptTokens, completionTokens: full.length, totalTokens });
  expect(tools).toEqual([
    {
      requestId: 1,
      tool: 'search_documentation',
      arguments: { query: 'react component' },
      thinking: expect.any(String),
    },
  ]);
});

test('a stream begins with stream_start and nothing comes after stream_end', async () => {
  const stream = await start();
  const all = await answers(stream, { id: 5, type: 'generate', prompt: 'Parse durations' }, 5);
  await stream.settled();
  expect(all[0]).toEqual({ type: 'stream_start', requestId: 5, model: 'claude-3-opus', timestamp: expect.any(Number) });
  expect(all.map(({ type }) => type).join(' ')).toMatch(/^stream_start( token)+ stream_end$/);
  expect(stream.received.filter(({ requestId }) => requestId === 5)).toEqual(all);
});

test('a string as id comes back as a string, and is another one than the number', async () => {
  const stream = await start(['--profiles', 'codex', '--token-rate', '500']);
  stream.send({ id: '1', type: 'generate', prompt: 'a' });
  const all = await answers(stream, { id: 1, type: 'generate', prompt: 'a' }, 1);
  expect(all.at(-1)?.type).toBe('stream_end');
  if (!stream.received.some(({ type, requestId }) => type === 'stream_end' && requestId === '1'))
    await stream.next(({ type, requestId }) => type === 'stream_end' && requestId === '1');
});

test('an id is free again once its stream has ended or failed', async () => {
  const stream = await start();
  const request = { id: 1, type: 'generate', prompt: 'Parse durations' };
  for (const asked of [request, request, { ...request, model: 'llama' }, request]) {
    stream.received.length = 0;
    const expected = 'model' in asked ? 'error' : 'stream_end';
    expect((await answers(stream, asked, 1)).at(-1)?.type).toBe(expected);
  }
});

test('with stream false the whole text is one token', async () => {
  const stream = await start();
  const whole = await stream.generateCode('Parse durations', { stream: false, context: { framework: 'x' } });
  const order = stream.received.filter(({ requestId }) => requestId === 1).map(({ type }) => type);
  expect(order).toEqual(['stream_start', 'tool_call', 'token', 'stream_end']);
  const pieces = await stream.generateCode('Parse durations', { context: { framework: 'x' } });
  expect(pieces.text).toBe(whole.text);
  expect(pieces.usage).toEqual(whole.usage);
});

describe('a generate that fails', () => {
  test.each<[string, object]>([
    ['without a prompt', { id: 3, type: 'generate' }],
    ['of a model that is not served', { id: 3, type: 'generate', prompt: 'a', model: 'llama' }],
    ['with a stream that is no boolean', { id: 3, type: 'generate', prompt: 'a', stream: 1 }],
  ])('%s is answered with its id and never ends', async (_, request) => {
    const stream = await start();
    expect(await answers(stream, request, 3)).toMatchObject([{ type: 'error', code: 'invalid_request', requestId: 3 }]);
    await stream.settled();
    expect(stream.received.filter(({ type }) => type === 'stream_end')).toEqual([]);
  });

  test.each<[string, object]>([
    ['whole', { id: 1, type: 'generate', prompt: 'b' }],
    ['broken', { id: 1, type: 'generate' }],
  ])('%s, with an id in use, leaves the running one alone', async (_, request) => {
    const stream = await start(['--profiles', 'codex', '--token-rate', '200']);
    const running = stream.generateCode('Parse durations');
    const refused = stream.next(({ type }) => type === 'error');
    stream.send(request);
    const error = await refused;
    expect(error).toMatchObject({ code: 'invalid_request', details: { id: 1 } });
    expect(error).not.toHaveProperty('requestId');
    expect((await running).text).toContain('parseDurations');
  });

  test('because too many run is told so', async () => {
    const stream = await start(['--profiles', 'codex', '--token-rate', '1']);
    for (let id = 1; id <= 64; id++) stream.send({ id, type: 'generate', prompt: 'a' });
    const refused = stream.next(({ type }) => type === 'error');
    stream.send({ id: 65, type: 'generate', prompt: 'a' });
    expect(await refused).toMatchObject({ code: 'rate_limited', requestId: 65 });
  });
});

describe('200 streams on 50 sockets', () => {
  const sockets = 50;
  const streamsEach = 4;
  const promptOf = (socket: number, request: number): string => `Parse part ${socket} of source ${request}`;

  /** What the engine says when nobody else asks. */
  async function alone(prompt: string): Promise<string> {
    const request = { prompt, model: 'claude-3-opus', context: {}, constraints: {} };
    const parts = new EmbeddedEngine({ tokensPerSecond: 0 }).generate(request, new AbortController().signal);
    let text = '';
    for await (const part of parts) if (part.kind === 'token') text += part.text;
    return text;
  }

  const running = (metrics: Map<string, number>) => metrics.get('agentwire_running{kind="generation"}');
  const timers = (metrics: Map<string, number>) => metrics.get('nodejs_active_resources{type="Timeout"}') ?? 0;
  const open = (metrics: Map<string, number>) => metrics.get('websocket_active_connections');

  test('are never mixed, and what vanishes in the middle leaves nothing behind', async () => {
    const server = await serve(['--profiles', 'codex', '--token-rate', '50']);
    const metrics = () => readMetrics(server.http);
    const memoriesMiB: number[] = [];
    for (let round = 0; round < 3; round++) {
      const clients = Array.from({ length: sockets }, () => new MCPCodexStream(server.url));
      await Promise.all(clients.map(({ opened }) => opened));
      const results = clients.map((client, socket) =>
        Array.from({ length: streamsEach }, (_, request) => client.generateCode(promptOf(socket, request))),
      );
      await until(metrics, (now) => running(now) === sockets * streamsEach && timers(now) > 0);

      const [vanishing, staying] = [clients.slice(0, sockets / 2), results.slice(sockets / 2)];
      await Promise.all(vanishing.map((client) => client.next(({ type }) => type === 'token')));
      for (const client of vanishing) client.socket.terminate();
      await until(metrics, (now) => running(now) === (sockets * streamsEach) / 2 && open(now) === sockets / 2);

      for (const [index, ofOne] of staying.entries()) {
        for (const [request, result] of ofOne.entries()) {
          expect((await result).text).toBe(await alone(promptOf(sockets / 2 + index, request)));
        }
      }
      expect(running(await metrics())).toBe(0);
      for (const client of clients) client.socket.terminate();
      const idle = await until(metrics, (now) => open(now) === 0);
      expect(timers(idle)).toBe(0);
      memoriesMiB.push(server.memoryMiB());
    }
    const [first = 0, , last = 0] = memoriesMiB;
    expect(last - first).toBeLessThan(20);
  });

  test('a slow stream ends with its client at once, not when it is done', async () => {
    const server = await serve(['--profiles', 'codex', '--token-rate', '0.1']);
    const client = new MCPCodexStream(server.url);
    await client.opened;
    client.generateCode('Parse durations');
    await until(
      () => readMetrics(server.http),
      (now) => running(now) === 1,
    );
    client.socket.close(1000);
    expect(await client.closed).toBe(1000);
    await until(
      () => readMetrics(server.http),
      (now) => running(now) === 0 && timers(now) === 0,
    );
  });
});

test('the streams of one socket interleave', async () => {
  const stream = await start(['--profiles', 'codex', '--token-rate', '200']);
  await Promise.all([stream.generateCode('Parse durations'), stream.generateCode('Parse addresses')]);
  const ids = stream.received.filter(({ type }) => type === 'token').map(({ requestId }) => requestId);
  const changes = ids.filter((id, index) => index > 0 && id !== ids[index - 1]).length;
  expect(changes).toBeGreaterThan(10);
});

test('moving virtual time ahead brings no token sooner', async () => {
  const server = await serve(['--profiles', 'codex', '--token-rate', '1']);
  const stream = new MCPCodexStream(server.url);
  await stream.opened;
  stream.generateCode('Parse durations');
  await stream.next(({ type }) => type === 'stream_start');
  await server.advance(50_000);
  await stream.settled();
  expect(stream.received.filter(({ type }) => type === 'token').length).toBeLessThan(3);
});

test('shutting down ends running streams, with its code', async () => {
  const server = await serve(['--profiles', 'codex', '--token-rate', '0.1']);
  const stream = new MCPCodexStream(server.url);
  await stream.opened;
  stream.generateCode('Parse durations');
  await stream.next(({ type }) => type === 'stream_start');
  server.child.kill('SIGTERM');
  expect(await stream.closed).toBe(1001);
  expect(await server.exited).toBe(0);
});
