import { connect as connectSocket, type Socket } from 'node:net';
import { devmentor } from '@agentwire/generated/constants/devmentor';
import { describe, expect, test } from 'vitest';
import { describeAbuse, type Family, startScene } from './abuse.ts';
import { connect, note, notes, shakeHands } from './devmentor.ts';
import { EventReader } from './event-reader.ts';
import { type Message, ofType } from './socket.ts';

const { limits, rateLimit, offlineQueue } = devmentor.channels.devmentorWs;

const family: Family = {
  args: ['--profiles', 'devmentor'],
  path: '/devmentor/ws',
  limits,
  takesBinary: false,
  ping: { type: 'ping', data: { timestamp: 1 } },
  isPong: ofType('pong'),

  async enter(server, apiKey) {
    return (await shakeHands(server, { apiKey })).client;
  },

  async present(server, apiKey) {
    const client = await connect(server);
    client.send({ type: 'handshake', data: { apiKey } });
    const answer = await client.next(() => true);
    if (answer.type === 'welcome') return 'let in';
    return `${answer.data?.code} ${await client.closed}`;
  },
  refused: 'INVALID_API_KEY 1008',
};

describeAbuse('devmentor', family);

test('files and client ids that are magic elsewhere are plain here', async () => {
  const scene = await startScene(family);
  for (const name of ['__proto__', 'constructor', '../../etc/passwd', '\u0000']) {
    scene.attacker.send({ type: 'codeContext', data: { file: name, language: name, content: 'let a;' } });
    await scene.attacker.next(ofType('suggestions'));
    scene.attacker.send({ type: 'startTDD', data: { file: name, language: name } });
    await scene.attacker.next(ofType('suggestions'));
    const { clientId } = await shakeHands(scene.server, { apiKey: 'attacker', clientId: name });
    expect(clientId).not.toBe(name);
  }
  await scene.unharmed();
});

test('another user’s client id opens nobody’s queue', async () => {
  const scene = await startScene(family);
  const victim = await shakeHands(scene.server, { apiKey: 'witness' });
  victim.client.socket.close();
  await victim.client.closed;
  const message = note('for the victim', victim.clientId);
  await expect
    .poll(async () => (await scene.server.control('emit', { profile: 'devmentor', ...message })).body.queued)
    .toBe(true);
  const thief = await shakeHands(scene.server, { apiKey: 'attacker', clientId: victim.clientId });
  expect(thief.clientId).not.toBe(victim.clientId);
  expect(thief.welcome.data).toMatchObject({ queuedMessages: 0 });
  const back = await shakeHands(scene.server, { apiKey: 'witness', clientId: victim.clientId });
  await back.client.count(1);
  expect(notes(back.client)).toContain('for the victim');
  await scene.unharmed();
});

test('a queue holds as many messages as it may, and one more takes the place of the oldest', async () => {
  const scene = await startScene(family);
  const away = await shakeHands(scene.server, { apiKey: 'attacker' });
  away.client.socket.close();
  await away.client.closed;
  const emit = (text: string) => scene.server.control('emit', { profile: 'devmentor', ...note(text, away.clientId) });
  await expect.poll(async () => (await emit('first')).body.queued).toBe(true);
  const texts = Array.from({ length: offlineQueue.messages }, (_, index) => String(index));
  for (let sent = 0; sent < texts.length; sent += 64) await Promise.all(texts.slice(sent, sent + 64).map(emit));
  const back = await shakeHands(scene.server, { apiKey: 'attacker', clientId: away.clientId });
  expect(back.welcome.data).toMatchObject({ queuedMessages: offlineQueue.messages });
  await back.client.count(offlineQueue.messages);
  expect(new Set(notes(back.client))).toEqual(new Set(texts));
  await scene.unharmed();
}, 60_000);

test('as many messages as may be are answered, one more is refused, and the next minute begins anew', async () => {
  const scene = await startScene(family);
  // The handshake was one.
  for (let sent = 1; sent < rateLimit.max; sent++) scene.attacker.send({ type: 'ping' });
  scene.attacker.send({ type: 'ping' });
  expect((await scene.attacker.next(ofType('error'))).data).toMatchObject({ code: 'RATE_LIMITED' });
  expect(scene.attacker.received.filter(ofType('pong'))).toHaveLength(rateLimit.max - 1);
  for (let third = 0; third < 3; third++) {
    await scene.server.advance(rateLimit.windowMs / 3);
    scene.attacker.socket.pong();
  }
  await scene.settled();
  expect(scene.server.child.exitCode).toBeNull();
});

test('nothing is done before the handshake, however much is sent', async () => {
  const scene = await startScene(family);
  const stranger = await connect(scene.server);
  const requests: Message[] = [
    { type: 'codeContext', data: { file: 'a.ts', language: 'typescript', content: 'eval(x)' } },
    { type: 'ping' },
  ];
  for (const request of requests) {
    stranger.send(request);
    expect((await stranger.next(ofType('error'))).data).toMatchObject({ code: 'HANDSHAKE_REQUIRED' });
  }
  await scene.unharmed();
});

/** Something came, or the server would have nothing to do with it. */
function answered(socket: Socket): Promise<unknown> {
  return new Promise((resolve) => socket.once('data', resolve).once('close', resolve));
}

describe('the event stream', () => {
  const activity = (text: string) => ({ channel: 'ui:activity', message: { activity: text } });
  const breaks = ['\n', '\r', '\r\n', '\n\n', '\u2028', 'data: x\n\nid: 7', '\u0000', ':', 'retry: 1\n\n'];

  test('has one event for each, whatever line breaks are in it', async () => {
    const scene = await startScene(family);
    const reader = await EventReader.open(scene.server.http, { query: '?channels=ui:activity' });
    for (const text of breaks) await scene.server.control('emit', { profile: 'devmentor', message: activity(text) });
    await reader.count(breaks.length);
    expect(reader.messages().map(({ activity: text }) => text)).toEqual(breaks);
    expect(reader.retryMs).toBe(devmentor.channels.devmentorEvents.sse.retryMs);
    await scene.unharmed();
  });

  test.each([
    ['a Last-Event-ID that is long', `?x`, { 'last-event-id': 'x'.repeat(3000) }],
    ['a Last-Event-ID that is magic elsewhere', '', { 'last-event-id': '__proto__' }],
    ['a selection of nothing there is', '?channels=__proto__,constructor', {}],
    ['a selection that is broken', '?channels=%E0%A4%A&channels', {}],
  ])('stands %s', async (_, query, headers) => {
    const scene = await startScene(family);
    const reader = await EventReader.open(scene.server.http, { query, headers: headers as Record<string, string> });
    expect(reader.response.status).toBe(200);
    await scene.unharmed();
  });

  test('stands readers that vanish, send more, or speak something else', async () => {
    const scene = await startScene(family);
    const { hostname, port } = new URL(scene.server.url);
    const get = 'GET /devmentor/api/events HTTP/1.1\r\nHost: x\r\n\r\n';
    for (const [index, text] of [get, `${get}${get}`, `${get}garbage\r\n\r\n`, get.slice(0, 20)].entries()) {
      for (let round = 0; round < 25; round++) {
        const socket = connectSocket(Number(port), hostname);
        socket.on('error', () => {});
        await new Promise((resolve) => socket.once('connect', resolve));
        socket.write(text);
        if (index < 2 && round % 2 === 0) await answered(socket);
        socket.resetAndDestroy();
      }
    }
    const reader = await EventReader.open(scene.server.http);
    await scene.server.control('emit', { profile: 'devmentor', message: activity('still here') });
    await expect.poll(() => reader.messages('ui:activity').map(({ activity: text }) => text)).toContain('still here');
    await scene.unharmed();
  });
});
