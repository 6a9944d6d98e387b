import { devmentor } from '@agentwire/generated/constants/devmentor';
import { describe, expect, test } from 'vitest';
import { connect, leave, note, notes, shakeHands } from './devmentor.ts';
import { serve } from './server-process.ts';
import { type Client, ofType } from './socket.ts';

const { offlineQueue } = devmentor.channels.devmentorWs;
const publishers = { permissions: ['websocket', 'publish'] };
const credentials = {
  apiKeys: [
    { key: 'alice-key', userId: 'alice' },
    { key: 'bob-key', userId: 'bob' },
    { key: 'publisher', userId: 'publisher', ...publishers },
    { key: 'other', userId: 'alice', tenant: 'other', ...publishers },
  ],
};
const range = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => String(first + index));

async function start() {
  const server = await serve(['--profiles', 'devmentor'], credentials);
  const publish = async (text: string, clientId: string, key?: string) =>
    (await server.publish('/devmentor/publish', note(text, clientId), key)).body;
  return { server, publish };
}

describe('a client that is away', () => {
  test('gets what was sent meanwhile when it is back, behind the welcome, in order, and once', async () => {
    const { server, publish } = await start();
    const first = await shakeHands(server);
    const { clientId } = first;
    expect(await publish('live', clientId)).toEqual({ recipients: 1 });
    await first.client.next(ofType('suggestions'));
    await leave(first, server);
    for (const text of range(1, 100)) expect(await publish(text, clientId)).toEqual({ recipients: 0, queued: true });

    const second = await connect(server);
    second.send({ type: 'handshake', data: { apiKey: 'alice-key', clientId } });
    await second.count(101);
    expect(second.received[0]).toMatchObject({ type: 'welcome', data: { clientId, queuedMessages: 100 } });
    expect(notes(second)).toEqual(range(1, 100));
    // Behind the batch while that is still being acknowledged, at once otherwise; either way it comes.
    await publish('live again', clientId);
    await second.count(102);
    await second.settled();
    second.socket.close();
    await second.closed;

    const third = await shakeHands(server, { clientId });
    expect(third.welcome.data).toMatchObject({ clientId, queuedMessages: 0 });
    await third.client.settled();
    expect(notes(third.client)).toEqual([]);
  });

  test('gets everything in order even if more comes in while it collects', async () => {
    const { server, publish } = await start();
    const first = await shakeHands(server);
    await leave(first, server);
    const { clientId } = first;
    for (const text of range(1, 300)) await publish(text, clientId);
    const back = connect(server);
    const publishing = (async () => {
      for (const text of range(301, 600)) await publish(text, clientId);
    })();
    const client = await back;
    client.send({ type: 'handshake', data: { apiKey: 'alice-key', clientId } });
    await publishing;
    await client.count(601);
    await client.settled();
    expect(notes(client)).toEqual(range(1, 600));
  });

  test('loses nothing by going away in the middle of collecting, but what was on its way', async () => {
    const { server, publish } = await start();
    const first = await shakeHands(server);
    const { clientId } = first;
    await leave(first, server);
    const big = 'x'.repeat(20_000);
    for (const text of range(1, 400)) await publish(`${text} ${big}`, clientId);
    const numbers = (client: Client): number[] => notes(client).map((text) => Number.parseInt(text, 10));

    // Reads nothing, so that the server is left with what the network does not take.
    const slow = await connect(server);
    slow.socket.pause();
    slow.send({ type: 'handshake', data: { apiKey: 'alice-key', clientId } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    slow.socket.terminate();
    await slow.closed;

    const second = await shakeHands(server, { clientId });
    const waiting = Number(second.welcome.data?.queuedMessages);
    expect(waiting).toBeGreaterThan(0);
    await second.client.count(waiting);
    expect(numbers(second.client)).toEqual(range(401 - waiting, 400).map(Number));
  });

  test('who reads slowly is not closed for what was queued', async () => {
    const { server, publish } = await start();
    const first = await shakeHands(server);
    const { clientId } = first;
    await leave(first, server);
    // More than a queue of the connection could take if it came at once.
    const big = 'x'.repeat(30_000);
    const count = Math.floor(offlineQueue.bytes / 31_000);
    for (const text of range(1, count)) await publish(`${text} ${big}`, clientId);
    const slow = await connect(server);
    slow.send({ type: 'handshake', data: { apiKey: 'alice-key', clientId } });
    slow.socket.pause();
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (const text of range(count + 1, count + 10)) await publish(text, clientId);
    slow.socket.resume();
    await slow.count(count + 11);
    expect(notes(slow).map((text) => Number.parseInt(text, 10))).toEqual(range(1, count + 10).map(Number));
  });
});

describe('a queue', () => {
  test('expires a day after the last message, which every message puts off', async () => {
    const { server, publish } = await start();
    const first = await shakeHands(server);
    const { clientId } = first;
    await leave(first, server);
    await publish('old', clientId);
    await server.advance(offlineQueue.retentionMs - 10_000);
    await publish('new', clientId);
    await server.advance(offlineQueue.retentionMs - 10_000);
    const second = await shakeHands(server, { clientId });
    await second.client.count(2);
    expect(notes(second.client)).toEqual(['old', 'new']);
    await leave(second, server);

    await publish('lost', clientId);
    await server.advance(offlineQueue.retentionMs);
    const third = await shakeHands(server, { clientId });
    expect(third.welcome.data).toMatchObject({ clientId, queuedMessages: 0 });
    await third.client.settled();
    expect(notes(third.client)).toEqual([]);
  });

  test('drops its oldest when it is full, and logs it', async () => {
    const { server, publish } = await start();
    const first = await shakeHands(server);
    const { clientId } = first;
    await leave(first, server);
    const { messages } = offlineQueue;
    for (const text of range(1, messages + 3)) await publish(text, clientId);
    const second = await shakeHands(server, { clientId });
    expect(second.welcome.data).toMatchObject({ queuedMessages: messages });
    await second.client.count(messages);
    expect(notes(second.client)).toEqual(range(4, messages + 3));
    await expect.poll(() => server.stderr.filter((line) => line.includes('an offline queue is full')).length).toBe(3);
  });

  test('is opened by its owner alone, and never across tenants', async () => {
    const { server, publish } = await start();
    const alice = await shakeHands(server);
    const { clientId } = alice;
    await leave(alice, server);
    await publish('for alice', clientId);
    expect(await publish('for nobody', clientId, 'other')).toEqual({ recipients: 0 });
    for (const apiKey of ['bob-key', 'other']) {
      const stranger = await shakeHands(server, { apiKey, clientId });
      expect(stranger.clientId).not.toBe(clientId);
      expect(stranger.welcome.data).toMatchObject({ queuedMessages: 0 });
      await stranger.client.settled();
      expect(notes(stranger.client)).toEqual([]);
    }
    const back = await shakeHands(server, { clientId });
    await back.client.count(1);
    expect(notes(back.client)).toEqual(['for alice']);
  });

  test('is left by a connection that becomes another user’s', async () => {
    const { server, publish } = await start();
    const { client, clientId } = await shakeHands(server);
    client.send({ type: 'handshake', data: { apiKey: 'bob-key' } });
    const welcome = await client.next(ofType('welcome'));
    expect(welcome.data).toMatchObject({ userId: 'bob' });
    expect(await publish('for alice', clientId)).toEqual({ recipients: 0, queued: true });
    expect(await publish('for bob', String(welcome.data?.clientId))).toEqual({ recipients: 1 });
    await client.settled();
    expect(notes(client)).toEqual(['for bob']);
  });

  test('is nobody’s who was never welcomed', async () => {
    const { publish } = await start();
    expect(await publish('lost', 'nobody')).toEqual({ recipients: 0 });
  });

  test('must be named by a publication', async () => {
    const { server } = await start();
    const { message } = note('to whom', 'x') as { message: object };
    expect(await server.publish('/devmentor/publish', { message })).toMatchObject({
      status: 400,
      body: { error: { code: 'INVALID_REQUEST' } },
    });
  });

  test('is collected by one of two connections of a client, and both get what is new', async () => {
    const { server, publish } = await start();
    const first = await shakeHands(server);
    const { clientId } = first;
    const second = await shakeHands(server, { clientId });
    expect(await publish('both', clientId)).toEqual({ recipients: 2 });
    await leave(second, server);
    expect(await publish('one', clientId)).toEqual({ recipients: 1 });
    await first.client.settled();
    expect(notes(first.client)).toEqual(['both', 'one']);
  });
});
