import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { flows } from './flows.ts';
import { type RunningServer, startServer } from './server.ts';

const path = '/mxf/socket.io/';
const script = fileURLToPath(new URL('agent.py', import.meta.url));
const auth = { domainKey: 'stock', username: 'stock', password: 'stock' };
const expectedEvents = flows.flatMap(({ brings }) => brings);

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const address = (): string => server.url.replace('ws:', 'http:');

function connect(transports: string[], headers?: Record<string, string>): Socket {
  const socket = io(address(), {
    path,
    transports,
    forceNew: true,
    reconnection: false,
    ...(headers ? { extraHeaders: headers } : { auth }),
  });
  onTestFinished(() => void socket.disconnect());
  return socket;
}

/** Resolves with the payload of the next event of that name. */
const next = (socket: Socket, event: string): Promise<Record<string, unknown>> =>
  new Promise((resolve) => {
    socket.once(event, resolve);
  });

test.each([[['websocket']], [['polling']], [['polling', 'websocket']]])(
  'socket.io-client over %s goes through the documented flows',
  async (transports) => {
    const socket = connect(transports);
    const received: string[] = [];
    socket.onAny((event) => received.push(event));
    const last = next(socket, expectedEvents.at(-1) ?? '');
    for (const { emit, payload } of flows) {
      expect([emit, await socket.timeout(20_000).emitWithAck(emit, payload)]).toMatchObject([emit, { success: true }]);
    }
    await last;
    expect(
      received.filter((event, index) => event !== received[index - 1] || event !== 'control_loop:progress:update'),
    ).toEqual(expectedEvents);
    expect(socket.io.engine.transport.name).toBe(transports.at(-1));
  },
);

test.each(['websocket', 'polling'])('python3-socketio over %s goes through the documented flows', async (transport) => {
  const python = spawn('/usr/bin/python3', [script, address(), path, transport], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void python.kill());
  python.stdin.end(JSON.stringify(flows.map(({ emit, payload }) => [emit, payload])));
  const lines = (await python.stdout.setEncoding('utf8').toArray()).join('').trim().split('\n');
  const printed = lines.map(
    (line) => JSON.parse(line) as { event: string; of?: string; payload: { success?: boolean } },
  );
  const acknowledged = printed.filter(({ event }) => event === 'ack');
  expect(acknowledged.map(({ of, payload }) => [of, payload.success])).toEqual(flows.map(({ emit }) => [emit, true]));
  expect(printed.map(({ event }) => event)).toEqual(expect.arrayContaining(expectedEvents));
});

test('the connection test of the system: register, send, receive the own message', async () => {
  const socket = connect(['websocket'], { authorization: 'Bearer test-123' });
  await next(socket, 'connect');
  socket.emit('agent:register', { agentId: 'test-agent', name: 'Test Agent', channelId: 'test-channel' });
  // Right behind, as its two handlers of connect do: the registration is handled first.
  socket.emit('message:send', { channelId: 'test-channel', content: 'Test message' });
  expect(await next(socket, 'message')).toMatchObject({ from: 'test-agent', content: 'Test message' });
});

test('attachments arrive as they were sent, over each transport', async () => {
  const [sender, receiver] = [connect(['websocket']), connect(['polling'])];
  const attachment = Buffer.from([0, 1, 254, 255]);
  await receiver.emitWithAck('agent:register', { agentId: 'receiver', name: 'R', channelId: 'binary' });
  await sender.emitWithAck('agent:register', { agentId: 'sender', name: 'S', channelId: 'binary' });
  const messages = [next(sender, 'message'), next(receiver, 'message')];
  await sender.emitWithAck('message:send', { channelId: 'binary', content: 'see file', metadata: { attachment } });
  for (const message of await Promise.all(messages)) {
    expect(Buffer.compare((message.metadata as { attachment: Buffer }).attachment, attachment)).toBe(0);
  }
});

test('a client without credentials is refused by CONNECT_ERROR with a code', async () => {
  const socket = io(address(), { path, transports: ['websocket'], forceNew: true, reconnection: false });
  onTestFinished(() => void socket.disconnect());
  expect(await next(socket, 'connect_error')).toMatchObject({ data: { code: 'AUTH_FAILED' } });
});
