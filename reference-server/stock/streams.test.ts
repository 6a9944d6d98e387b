import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ClientProgram } from './client.ts';
import { type RunningServer, startServer } from './server.ts';

const script = fileURLToPath(new URL('client.py', import.meta.url));
const generate = {
  type: 'generate',
  id: 1,
  prompt: 'Write a function that adds two numbers',
  model: 'gpt-4',
  stream: true,
};
const handshake = { type: 'handshake', data: { apiKey: 'stock-key', clientType: 'stock' } };
const codeContext = {
  type: 'codeContext',
  data: { file: 'src/a.js', language: 'javascript', content: 'if (a = 1) b();\n' },
};
const job = { channel: 'ai:jobs:status', message: { jobId: 'job_123', status: 'completed' } };

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

function run(command: string, args: readonly string[]): ClientProgram {
  const client = new ClientProgram(command, args);
  onTestFinished(() => client.stop());
  return client;
}

describe('codex: authenticates by header, generates, and reads tokens to the end', () => {
  const address = () => `${server.url}/codex/v1/ws`;
  test.each([
    [
      'wscat',
      () =>
        run('wscat', [
          '--no-color',
          '-c',
          address(),
          '-H',
          'Authorization: Bearer stock-key',
          '-x',
          JSON.stringify(generate),
          '-w',
          '-1',
        ]),
    ],
    ['python3-websockets', () => run('/usr/bin/python3', [script, address(), 'stock-key', JSON.stringify(generate)])],
  ])('%s', async (_, start) => {
    const client = start();
    expect(await client.received('stream_start')).toMatchObject({ requestId: 1 });
    expect(await client.received('token')).toMatchObject({ requestId: 1, token: expect.any(String) });
    expect(await client.received('stream_end')).toMatchObject({
      requestId: 1,
      usage: { totalTokens: expect.any(Number) },
    });
  });
});

describe('devmentor: shakes hands and gets suggestions for its code', () => {
  const address = () => `${server.url}/devmentor/ws`;
  const messages = [handshake, codeContext].map((message) => JSON.stringify(message));
  test.each([
    [
      'wscat',
      () => run('wscat', ['--no-color', '-c', address(), ...messages.flatMap((text) => ['-x', text]), '-w', '-1']),
    ],
    ['python3-websockets', () => run('/usr/bin/python3', [script, address(), '', ...messages])],
  ])('%s', async (_, start) => {
    const client = start();
    await client.received('welcome');
    expect((await client.received('suggestions')).data).toEqual(expect.arrayContaining([expect.any(Object)]));
  });
});

test('devmentor: curl -N reads a published event from the stream', async () => {
  const address = `${server.url.replace('ws:', 'http:')}/devmentor/api/events`;
  const client = run('curl', ['--silent', '--no-buffer', address]);
  const repeated = setInterval(() => void server.publish('devmentor', job), 200);
  onTestFinished(() => clearInterval(repeated));
  expect(await client.received('ai:jobs:status', 'channel')).toMatchObject(job);
});
