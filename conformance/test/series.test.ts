import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import type { Step } from '../src/scenario/step.ts';
import { decisionsOf, environmentAt } from './here.ts';

let server: WebSocketServer | undefined;
afterEach(() => {
  for (const socket of server?.clients ?? []) socket.terminate();
  server?.close();
});

interface Frame {
  afterMs?: number;
  message: object;
}

/** A server that answers a generate by these frames, and pings as it should. */
async function serving(frames: Frame[]): Promise<URL> {
  const made = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server = made;
  await new Promise((resolve) => made.once('listening', resolve));
  made.on('connection', (socket) => {
    socket.on('message', (data) => {
      const { type, timestamp } = JSON.parse(data.toString());
      if (type === 'ping') socket.send(JSON.stringify({ type: 'pong', timestamp }));
      else
        for (const { message, afterMs = 0 } of frames) setTimeout(() => socket.send(JSON.stringify(message)), afterMs);
    });
  });
  return new URL(`ws://127.0.0.1:${(made.address() as AddressInfo).port}`);
}

const token = (text: string, requestId: unknown = 1) => ({ type: 'token', requestId, token: text });
const end = { type: 'stream_end', requestId: 1 };
const series = (more: object): Step[] => [
  { connect: 'alice' },
  { send: 'alice', message: { type: 'generate', id: 1, prompt: 'x' } },
  {
    expect: 'alice',
    select: { type: 'token', requestId: 1 },
    until: { type: 'stream_end' },
    requirement: 'codex/generate/text-order',
    ...more,
  },
];
const told = async (frames: Frame[], steps: Step[]): Promise<string[]> => {
  const decisions = await decisionsOf(environmentAt('codex', await serving(frames)), steps);
  return decisions.map(({ requirement, outcome }) => `${requirement} ${outcome}`);
};

describe('a series up to a message', () => {
  test('is taken without what belongs to others, and its texts are joined', async () => {
    const frames = [token('a '), token('of another', 2), token('b'), end].map((message) => ({ message }));
    const steps: Step[] = [
      ...series({ joined: { of: '/token', match: 'a b' } }),
      { expect: 'alice', select: { type: 'stream_end' }, requirement: 'codex/generate/end-once' },
    ];
    expect(await told(frames, steps)).toEqual(['codex/generate/text-order pass', 'codex/generate/end-once pass']);
  });

  test('whose texts are joined otherwise fails', async () => {
    const frames = [token('b'), token('a '), end].map((message) => ({ message }));
    expect(await told(frames, series({ joined: { of: '/token', match: 'a b' } }))).toEqual([
      'codex/generate/text-order fail',
    ]);
  });

  test('may take longer than one message, as long as it goes on', async () => {
    const frames = [
      ...[250, 500, 750].map((afterMs) => ({ afterMs, message: token('x') })),
      { afterMs: 900, message: end },
    ];
    expect(await told(frames, series({}))).toEqual(['codex/generate/text-order pass']);
  });

  test('that stops half-way fails', async () => {
    expect(await told([{ message: token('x') }], series({}))).toEqual(['codex/generate/text-order fail']);
  });
});

describe('a frame that breaks its schema', () => {
  const broken = [{ message: { type: 'stream_end', requestId: 1, metadata: 7, usage: {} } }];
  const steps = (requirement: string): Step[] => [
    ...series({}).slice(0, 2),
    {
      expect: 'alice',
      select: { type: 'stream_end' },
      assert: [{ requirement, match: { metadata: { $type: 'object' } } }],
    },
  ];

  test('by a sentence of ours hides no sentence that binds everybody', async () => {
    expect(await told(broken, steps('codex/generate/end-objects'))).toContain('codex/generate/end-objects fail');
  });

  test('hides a sentence that is no stronger', async () => {
    expect(await told(broken, steps('codex/generate/id-in-use'))).toContain('codex/generate/id-in-use untestable');
  });
});

test('an optional message is passed over as soon as the barrier is answered', async () => {
  const startedMs = performance.now();
  const steps: Step[] = [
    { connect: 'alice' },
    { expect: 'alice', select: { type: 'ping' }, optional: true, requirement: 'codex/heartbeat/server-ping' },
  ];
  expect(await told([], steps)).toEqual(['codex/heartbeat/server-ping not-offered']);
  expect(performance.now() - startedMs).toBeLessThan(350);
});

test('the rounds of a repeat may have connections of their own', async () => {
  const steps: Step[] = [
    { repeat: 3, steps: [{ connect: `c\${i}` }] },
    { repeat: 3, steps: [{ open: `c\${i}`, requirement: 'codex/connection/several' }] },
  ];
  expect(await told([], steps)).toEqual(Array(3).fill('codex/connection/several pass'));
});

test('a credential is put into a message that is sent', async () => {
  const made = await serving([]);
  const heard: unknown[] = [];
  server?.on('connection', (socket) => socket.on('message', (data) => heard.push(JSON.parse(data.toString()))));
  await decisionsOf(environmentAt('codex', made), [
    { connect: 'alice', as: 'none' },
    { send: 'alice', message: { type: 'auth', token: '' }, as: 'first' },
    { barrier: 'alice' },
  ]);
  expect(heard[0]).toEqual({ type: 'auth', token: 'token-of-the-first' });
});
