import { createHmac, generateKeyPairSync } from 'node:crypto';
import { mxf } from '@agentwire/generated/constants/mxf';
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { Agent, path, RawAgent } from './mxf-client.ts';
import { type ServerProcess, serve } from './server-process.ts';
import { rawUpgrade } from './socket.ts';

const { limits, socketio } = mxf.channels.mxf;

const event = (name: string, payload: unknown): string => `42${JSON.stringify([name, payload])}`;
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** The server lives, and another agent has noticed nothing. */
async function unharmed(server: ServerProcess, bystander: Agent): Promise<void> {
  expect(await bystander.emit('agent:status', { agentId: 'bystander' })).toEqual({ success: true });
  expect(bystander.received.map(({ event: name }) => name)).toEqual(['agent:registered', 'agent:status:response']);
  expect(server.child.exitCode).toBeNull();
}

test.each<[string, (string | Buffer)[]]>([
  ['no packet of Engine.IO', ['hello']],
  ['no packet of Socket.IO', ['49']],
  ['JSON that is none', ['42["message:send",{']],
  ['an event that is no array', ['42{"message:send":{}}']],
  ['an event with a reserved name', ['42["disconnect"]', '42["connect_error",{}]']],
  ['a binary frame without an event', [Buffer.from([1, 2, 3])]],
  ['eleven attachments', [`4${5}${socketio.attachments + 1}-["message:send",{}]`]],
  ['a placeholder of no attachment', ['451-["message:send",{"_placeholder":true,"num":7}]', Buffer.from('x')]],
  [
    'text where an attachment belongs',
    ['451-["message:send",{"_placeholder":true,"num":0}]', event('agent:status', {})],
  ],
  ['another namespace', ['40/admin,', '42/admin,["x"]']],
  ['an acknowledgement of nothing', ['4399[{}]']],
  ['a CONNECT once more', ['40', '40']],
])('%s: an error or a close, and nobody else notices', async (_, packets) => {
  const server = await serve();
  const bystander = await Agent.register(server, { agentId: 'bystander' });
  const hostile = await RawAgent.connect(server);
  for (const packet of packets) hostile.send(packet);
  hostile.send(event('agent:status', { agentId: 'nobody' }));
  await Promise.race([hostile.closed, hostile.next('42["error"').catch(() => 'closed')]);
  await unharmed(server, bystander);
});

test.each([
  ['an unknown event', event('agent:explode', {})],
  ['an event named like a member of every object', event('__proto__', {})],
  ['an event named error', event('error', { code: 'X' })],
  ['a number as event', '42[7,{}]'],
  ['no payload', '42["message:send"]'],
  ['null as payload', event('message:send', null)],
  ['__proto__ as a key', '42["agent:register",{"__proto__":{"agentId":"x","name":"x","channelId":"x"}}]'],
  ['a value nested one too deep', `42["agent:status",${nested(limits.depth)}]`],
  ['one value too many', event('agent:status', Array(limits.values).fill(0))],
])('%s gets VALIDATION_ERROR on an open connection', async (_, packet) => {
  const server = await serve();
  const bystander = await Agent.register(server, { agentId: 'bystander' });
  const hostile = await RawAgent.connect(server);
  hostile.send(packet);
  expect(await hostile.next('42["error"')).toContain('VALIDATION_ERROR');
  hostile.send(event('agent:status', { agentId: 'bystander' }));
  await hostile.next('42["agent:status:response"');
  await unharmed(server, bystander);
});

test('a payload just below the limit is served; a frame above closes with 1009 and is not processed', async () => {
  const server = await serve();
  const bystander = await Agent.register(server, { agentId: 'bystander', channelId: 'other' });
  const agent = await RawAgent.connect(server);
  agent.send(event('agent:register', { agentId: 'big', name: 'x', channelId: 'big' }));
  await agent.next('42["agent:registered"');
  const message = (size: number): string => {
    const empty = event('message:send', { channelId: 'big', content: '' }).length;
    return event('message:send', { channelId: 'big', content: 'x'.repeat(size - empty) });
  };
  agent.send(message(limits.messageBytes));
  await agent.next('42["message"');
  agent.send(message(limits.messageBytes + 1));
  expect(await agent.closed).toBe(1009);
  expect(agent.received.filter((packet) => packet.startsWith('42["message"'))).toEqual([]);
  await unharmed(server, bystander);
});

test('a bomb of permessage-deflate, and a message without end in pieces, end that connection alone', async () => {
  const server = await serve();
  const bystander = await Agent.register(server, { agentId: 'bystander' });
  const before = server.memoryMiB();
  const bomb = await RawAgent.connect(server);
  expect(bomb.socket.extensions).toBe('permessage-deflate');
  bomb.socket.send(event('agent:status', 'a'.repeat(64 * limits.messageBytes)), { compress: true });
  await bomb.closed;
  const piecemeal = await RawAgent.connect(server);
  const piece = Buffer.alloc(65_536, ' ');
  while (piecemeal.socket.readyState === piecemeal.socket.OPEN) {
    await new Promise((resolve) => piecemeal.socket.send(piece, { fin: false, binary: false }, resolve));
  }
  await piecemeal.closed;
  expect(server.memoryMiB() - before).toBeLessThan(100);
  await unharmed(server, bystander);
});

test('tokens that forge a signature, or have none, get CONNECT_ERROR', async () => {
  const hs256Secret = 'test-only-hs256-secret-never-use-it-anywhere';
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const rs256PublicKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const server = await serve([], { jwt: { hs256Secret, rs256PublicKey } });
  const answerTo = async (token: string): Promise<string> => {
    const agent = new RawAgent(server, token);
    await agent.next('0{');
    agent.send('40');
    return agent.next('4');
  };
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = (alg: string, key?: string): string => {
    const text = `${part({ alg })}.${part({ sub: 'walter' })}`;
    return `${text}.${key === undefined ? '' : createHmac('sha256', key).update(text).digest('base64url')}`;
  };
  const good = await new SignJWT({ sub: 'carol' }).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
  for (const one of [good, token('HS256', hs256Secret)]) expect(await answerTo(one)).toMatch(/^40/);
  for (const forged of [
    token('none'),
    token('HS256'),
    token('HS256', rs256PublicKey),
    token('RS256', hs256Secret),
    '..',
  ]) {
    expect(await answerTo(forged)).toMatch(/^44.*"code":"(INVALID_KEY|AUTH_FAILED)"/);
  }
});

test('polling: bodies that are too big, empty, binary or cut off end that connection alone', async () => {
  const server = await serve();
  const bystander = await Agent.register(server, { agentId: 'bystander' });
  const address = `${server.http}${path}?EIO=4&transport=polling`;
  const headers = { authorization: 'Bearer raw' };
  const open = async (): Promise<string> => {
    const text = await (await fetch(address, { headers })).text();
    return `${address}&sid=${JSON.parse(text.slice(1)).sid}`;
  };
  const post = async (body: string | Uint8Array<ArrayBuffer>, type = 'text/plain'): Promise<number> => {
    const response = await fetch(await open(), { method: 'POST', body, headers: { ...headers, 'content-type': type } });
    return response.status;
  };
  expect(await post('x'.repeat(limits.messageBytes + 1))).toBe(413);
  expect(await post('')).toBe(411);
  expect(await post(new Uint8Array([1, 2]), 'application/octet-stream')).toBe(400);
  expect(await post('hello')).toBe(200);
  for (const method of ['PUT', 'DELETE']) expect((await fetch(await open(), { method, headers })).ok).toBe(false);
  expect((await fetch(`${address}&sid=__proto__`, { headers })).status).toBe(400);
  expect((await fetch(`${address.replace('EIO=4', 'EIO=3')}`, { headers })).status).toBe(400);
  // A poll that is given up, and one whose body never ends.
  const poll = new AbortController();
  const given = fetch(await open(), { headers, signal: poll.signal }).catch(() => 'aborted');
  poll.abort();
  expect(await given).toBe('aborted');
  await unharmed(server, bystander);
});

test('an upgrade that is given up at once, and one of another version', async () => {
  const server = await serve();
  const bystander = await Agent.register(server, { agentId: 'bystander' });
  for (let round = 0; round < 20; round++) {
    const socket = await rawUpgrade(`${server.url}${path}?EIO=4&transport=websocket`).catch(() => undefined);
    socket?.destroy();
  }
  const response = await fetch(`${server.http}${path}?EIO=3&transport=websocket`, {
    headers: { upgrade: 'websocket', connection: 'upgrade' },
  }).catch(() => undefined);
  expect(response?.status ?? 400).toBe(400);
  await unharmed(server, bystander);
});

test('who does not read is closed; the others miss nothing, in order', async () => {
  const server = await serve();
  const stalled = await RawAgent.connect(server);
  stalled.send(event('agent:register', { agentId: 'stalled', name: 'x', channelId: 'lobby' }));
  await stalled.next('42["agent:registered"');
  stalled.socket.pause();
  const reading = await Agent.register(server, { agentId: 'reading' });
  let recipients = 2;
  let sequence = 0;
  while (recipients === 2) {
    const payload = { from: 'backend', channelId: 'lobby', content: `${sequence++} `.padEnd(32_768, 'x') };
    const message = { ...payload, timestamp: new Date().toISOString() };
    recipients = (await server.publish('/mxf/publish', { event: 'message', payload: message })).body.recipients ?? 0;
  }
  expect(server.memoryMiB()).toBeLessThan(400);
  const contents = (await reading.all('message')).map(({ content }) => Number.parseInt(String(content), 10));
  expect(contents).toEqual(Array.from({ length: sequence }, (_, index) => index));
  stalled.socket.resume();
  expect(await stalled.closed).toBe(mxf.channels.mxf.closeCodes.slowConsumer);
}, 30_000);
