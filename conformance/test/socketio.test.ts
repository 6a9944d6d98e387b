import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { lint } from '../src/scenario/lint.ts';
import { Refused } from '../src/wire/link.ts';
import { encodePieces, PacketReader } from '../src/wire/packet.ts';
import { channelNamed, decisionsOf, environmentAt, opened, profileNamed } from './here.ts';
import { judged, serveSource } from './kit.ts';
import { minimalMxf } from './mxf-server.ts';

const mxf = channelNamed('mxf', 'mxf');
const OPEN = '0{"sid":"s","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}';
const TOOLS = '42["mcp:tool:list:response",[]]';

let http: Server | undefined;
let sockets: WebSocketServer | undefined;
afterEach(() => {
  for (const socket of sockets?.clients ?? []) socket.terminate();
  sockets?.close();
  http?.close();
});

/** A server of frames typed by hand: it opens, and answers each frame with those that `answers` gives. */
async function serving(answers: (frame: string, socket: WebSocket) => (string | Buffer)[]) {
  const heard: string[] = [];
  http = createServer();
  sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket) => {
    socket.send(OPEN);
    socket.on('message', (data, binary) => {
      const frame = binary ? (data as Buffer).toString('hex') : data.toString();
      heard.push(frame);
      for (const answer of answers(frame, socket)) socket.send(answer);
    });
  });
  await new Promise<void>((resolve) => http?.listen(0, '127.0.0.1', resolve));
  const url = new URL(`ws://127.0.0.1:${(http.address() as AddressInfo).port}/socket.io/`);
  return { url, heard };
}

const polite = (frame: string): string[] => (frame === '40' ? ['40{"sid":"t"}'] : [TOOLS]);

describe('packets', () => {
  const frames: [string, object, (string | Buffer)[]][] = [
    ['CONNECT', { packet: 'connect' }, ['40']],
    ['CONNECT with auth', { packet: 'connect', payload: { domainKey: 'k' } }, ['40{"domainKey":"k"}']],
    ['an event', { event: 'agent:status', payload: { agentId: 'a' } }, ['42["agent:status",{"agentId":"a"}]']],
    ['an event without payload', { event: 'mcp:tool:list' }, ['42["mcp:tool:list"]']],
    ['an event to be acknowledged', { event: 'a', payload: 1, ack: 0 }, ['420["a",1]']],
    ['an acknowledgement', { packet: 'ack', payload: { success: true }, ack: 12 }, ['4312[{"success":true}]']],
    ['DISCONNECT', { packet: 'disconnect' }, ['41']],
    ['a ping', { packet: 'ping' }, ['2']],
    [
      'an event with bytes',
      { event: 'a', payload: { b: { base64: 'AAH/' } }, ack: 3 },
      ['451-3["a",{"b":{"_placeholder":true,"num":0}}]', Buffer.from([0, 1, 255])],
    ],
  ];

  test.each(frames)('%s', (_, value, pieces) => {
    expect(encodePieces(value, '/')).toEqual(pieces);
    const reader = new PacketReader();
    const read = pieces.map((piece) => reader.read(piece)).at(-1);
    expect(read?.value).toEqual(value);
    expect(read?.binary).toBe(pieces.length > 1);
  });

  test('CONNECT_ERROR, and the open packet', () => {
    const refused = new PacketReader().read('44{"message":"no","data":{"code":"AUTH_FAILED"}}');
    expect(refused?.value).toEqual({
      packet: 'connect-error',
      payload: { message: 'no', data: { code: 'AUTH_FAILED' } },
    });
    expect(new PacketReader().read(OPEN)?.value).toMatchObject({ packet: 'open', payload: { pingInterval: 25_000 } });
  });
});

describe('a connection', () => {
  test('asks for the version and transport of stock clients, and waits for CONNECT', async () => {
    const { url, heard } = await serving(polite);
    const connection = await opened(mxf, url);
    expect(connection.opening?.value).toMatchObject({ packet: 'open', payload: { maxPayload: 1_000_000 } });
    await connection.barrier();
    expect(heard).toEqual(['40', '42["mcp:tool:list",{"category":"of-no-tool"}]']);
    expect(connection.inbox.filter((item) => !item.taken)).toEqual([]);
    await connection.end();
  });

  test('a CONNECT_ERROR refuses it, with its words', async () => {
    const { url } = await serving(() => ['44{"message":"no","data":{"code":"INVALID_KEY"}}']);
    const refused = await opened(mxf, url).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ status: 101, message: expect.stringContaining('INVALID_KEY') });
  });

  test('a CONNECT without answer is no refusal', async () => {
    const { url } = await serving(() => []);
    const decisions = await decisionsOf(environmentAt('mxf', url), [
      { connect: 'alice', refused: {}, requirement: 'mxf/authentication/reconnection' },
    ]);
    expect(decisions[0]).toMatchObject({
      outcome: 'fail',
      actual: expect.stringContaining('CONNECT was not answered'),
    });
  });

  test('answers the pings of Engine.IO, or leaves them alone', async () => {
    const { url, heard } = await serving((frame) => (frame === '40' ? ['40{"sid":"t"}', '2'] : [TOOLS]));
    const answering = await opened(mxf, url);
    await answering.barrier();
    expect(heard).toContain('3');
    await answering.end();
    heard.length = 0;
    const decisions = await decisionsOf(environmentAt('mxf', url), [
      { connect: 'alice', answerPings: false },
      { expect: 'alice', select: { packet: 'ping' }, requirement: 'mxf/heartbeat/ping' },
      { barrier: 'alice' },
    ]);
    expect(decisions).toMatchObject([{ outcome: 'pass' }]);
    expect(heard).not.toContain('3');
  });

  test('frames that are no packets are faults, and the connection goes on', async () => {
    const garbage = ['9', '42{"no":"list"}', '4', Buffer.from([1, 2]), '42["connect"]', '451-["a",{}]', '42["a"]'];
    const { url } = await serving((frame) => (frame === '40' ? ['40{"sid":"t"}'] : [...garbage, TOOLS]));
    const connection = await opened(mxf, url);
    await connection.barrier();
    const faults = connection.inbox.flatMap(({ faults: found }) => found.map(({ message }) => message));
    expect(faults).toHaveLength(garbage.length - 1);
    expect(faults.every((message) => message.startsWith('must be a packet'))).toBe(true);
    await connection.end();
  });

  test('raw packets go out as they stand, and a close may take the place of an answer', async () => {
    const { url, heard } = await serving((frame, socket) => {
      if (frame === 'junk') socket.close();
      return polite(frame);
    });
    const decisions = await decisionsOf(environmentAt('mxf', url), [
      { connect: 'alice', opening: false },
      { send: 'alice', packet: 'junk' },
      {
        expect: 'alice',
        select: { packet: 'connect' },
        until: { packet: 'connect-error' },
        orClosed: true,
        requirement: 'mxf/authentication/refused',
      },
    ]);
    expect(heard).toEqual(['junk']);
    expect(decisions).toMatchObject([{ outcome: 'pass' }]);
  });

  test('what breaks its schema names its place inside the payload', async () => {
    const wrong = '42["message",{"from":7,"content":"x","timestamp":"2026-01-15T09:30:00.000Z"}]';
    const { url } = await serving((frame) => (frame === '40' ? ['40{"sid":"t"}', wrong] : [TOOLS]));
    const connection = await opened(mxf, url);
    await connection.barrier();
    const [received] = connection.inbox.filter((item) => item.message?.name === 'message');
    expect(received).toMatchObject({
      requirement: 'mxf/messages/channel-message',
      faults: [{ path: '/payload/from', keyword: 'type' }],
    });
    await connection.end();
  });
});

test('frames of another transport are found before running', () => {
  const steps = [{ connect: 'alice' }, { send: 'alice', text: '{' }, { send: 'alice', packet: '42["a"]' }];
  const problems = (profile: string): string[] =>
    lint({ id: 'x', title: '', steps, requirements: [], source: 'x.yaml:1' }, profileNamed(profile));
  expect(problems('mxf')).toEqual(['x.yaml:1: x: step 2 (send): mxf has no frames of kind text']);
  expect(problems('cloud')).toEqual([expect.stringContaining('step 3 (send)')]);
});

test('long-polling carries packets in both directions', async () => {
  const server = await serveSource(minimalMxf({ "transports: ['websocket']": "transports: ['polling', 'websocket']" }));
  try {
    const args = [
      '--url',
      server.url,
      '--profile',
      'mxf',
      '--capability',
      'polling',
      '--only',
      'mxf/transport/polling',
    ];
    const { report, stdout } = await judged(args);
    expect(stdout).toContain('1 check');
    expect(report.requirements).toMatchObject([{ id: 'mxf/transport/polling', verdict: 'PASS' }]);
  } finally {
    await server.stop();
  }
});
