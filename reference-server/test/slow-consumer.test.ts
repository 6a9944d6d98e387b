import { describe, expect, test } from 'vitest';
import { note, notes, shakeHands } from './devmentor.ts';
import { temporaryFolder } from './folder.ts';
import { NumberReader, type NumberReaderOptions, numbered } from './number-reader.ts';
import { type ServerProcess, serve } from './server-process.ts';
import { ofType, open } from './socket.ts';

/** One of them is stalled. */
const subscribers = 200;
/** What is published while it is, every byte of it to every subscriber. */
const publishedMiB = 64;
/** Near the limit of a message. */
const textBytes = 990_000;
const events = Math.ceil((publishedMiB * 2 ** 20) / textBytes);
/** What the server may hold for the stalled one: soft limit, queue, and what the kernels take on both ends. */
const heldBytes = (1 << 20) + (8 << 20) + (14 << 20);

interface Family extends Omit<NumberReaderOptions, 'says'> {
  profile: string;
  /** Behind the address of the server. */
  path: string;
  /** What the subscriber of that number says once it is let in. */
  says?(number: number): readonly (object | string)[];
  eventOf(text: string): object;
}

const families: Family[] = [
  {
    profile: 'cloud',
    path: '/cloud/ws?token=a',
    eventOf: (message) => ({ type: 'notification', data: { level: 'info', message } }),
  },
  {
    profile: 'autosdlc',
    path: '/autosdlc/ws?token=a',
    says: () => [{ type: 'subscribe', data: { resource: 'agent', resourceId: '*', events: ['status'] } }],
    eventOf: (reason) => ({
      type: 'agent_status',
      data: { agentId: 'a', agentType: 'coder', status: 'busy', reason },
    }),
  },
  {
    profile: 'codex',
    path: '/codex/v1/projects/p/stream',
    headers: { authorization: 'Bearer a' },
    says: () => [{ type: 'watch_file', projectId: 'p', filePath: 'a.ts' }],
    eventOf: (diff) => ({ type: 'file_changed', filePath: 'a.ts', changeType: 'modified', diff, suggestions: [] }),
  },
  {
    profile: 'mxf',
    path: '/mxf/socket.io/?EIO=4&transport=websocket',
    headers: { authorization: 'Bearer a' },
    says: (number) => ['40', `42["agent:register",{"agentId":"a${number}","name":"a","channelId":"c"}]`],
    eventOf: (content) => ({
      event: 'message',
      payload: { from: 'b', channelId: 'c', content, timestamp: new Date().toISOString() },
    }),
  },
  {
    profile: 'devmentor',
    path: '/devmentor/api/events',
    eventOf: (activity) => ({ channel: 'ui:activity', message: { activity } }),
  },
];

/** Nobody here answers the pings of Engine.IO. */
const start = (): Promise<ServerProcess> => serve(['--project', `p=${temporaryFolder()}`, '--ping-interval', '600000']);

const closeFrame = (code: number): Buffer => Buffer.from([0x88, 2, code >> 8, code & 255]);

describe(`of ${subscribers} subscribers one is stalled while ${publishedMiB} MiB are published`, () => {
  test.each(families)(
    '$profile: $path',
    async ({ profile, path, eventOf, says, ...options }) => {
      const server = await start();
      const url = `${path.includes('/api/') ? server.http : server.url}${path}`;
      const crowd = Array.from(
        { length: subscribers },
        (_, number) => new NumberReader(url, { ...options, ...(says && { says: says(number) }) }),
      );
      const publish = async (number: number): Promise<number> => {
        const message = eventOf(numbered(number, number === 0 ? 10 : textBytes));
        const { body } = await server.control('emit', { profile, message });
        return Number(body.recipients);
      };
      // The first may come too early for some, so that others get two of them.
      let greetings = 0;
      const greet = async (): Promise<number> => {
        const recipients = await publish(0);
        greetings += recipients;
        return recipients;
      };
      await expect.poll(greet).toBe(subscribers);
      const received = (): number => crowd.reduce((sum, { numbers }) => sum + numbers.length, 0);
      await expect.poll(received).toBe(greetings);
      for (const reader of crowd) reader.numbers.length = 0;
      const [stalled, ...others] = crowd as [NumberReader, ...NumberReader[]];
      stalled.pause();

      let taken = 0;
      for (let number = 1; number <= events; number++) {
        const recipients = await publish(number);
        expect(recipients).toBeGreaterThanOrEqual(subscribers - 1);
        if (recipients === subscribers) taken++;
        await Promise.all(others.map((reader) => reader.count(number)));
      }
      const all = Array.from({ length: events }, (_, index) => index + 1);
      for (const { numbers } of others) expect(numbers).toEqual(all);
      expect(taken).toBeLessThan(events);
      expect(taken * textBytes).toBeLessThan(heldBytes);
      expect(server.memoryMiB()).toBeLessThan(600);

      stalled.resume();
      await stalled.ended;
      // A stream is cut off in the middle, so that its reader comes back and resumes.
      if (path.includes('/api/')) expect(stalled.lastBytes.toString()).not.toBe('\r\n\r\n');
      else expect(stalled.lastBytes).toEqual(closeFrame(1013));
      expect(stalled.numbers).toEqual(all.slice(0, stalled.numbers.length));
      expect((await server.control('stats')).body.waitingMessages).toBe(0);
    },
    300_000,
  );
});

describe('devmentor: an extension that is stalled', () => {
  test('is closed with 1013, the messages after that wait for it, and the others miss nothing', async () => {
    const server = await start();
    const stalled = await shakeHands(server);
    const others = await Promise.all(Array.from({ length: subscribers - 1 }, () => shakeHands(server)));
    stalled.client.socket.pause();
    const send = async (number: number, clientId: string, characters: number): Promise<boolean> => {
      const body = note(numbered(number, characters), clientId);
      return (await server.control('emit', { profile: 'devmentor', ...body })).body.queued === true;
    };
    let queuedFrom = 0;
    const rounds = 8;
    for (let number = 1; number <= events; number++) {
      const isQueued = await send(number, stalled.clientId, textBytes);
      if (isQueued && queuedFrom === 0) queuedFrom = number;
      if (number <= rounds) await Promise.all(others.map(({ clientId }) => send(number, clientId, 10)));
    }
    const numbersOf = ({ client }: typeof stalled): number[] =>
      notes(client).map((text) => Number.parseInt(text.slice(1), 10));
    for (const other of others) {
      await other.client.count(rounds);
      expect(numbersOf(other)).toEqual(Array.from({ length: rounds }, (_, index) => index + 1));
    }
    expect(queuedFrom).toBeGreaterThan(1);
    expect(queuedFrom * textBytes).toBeLessThan(heldBytes);
    stalled.client.socket.resume();
    expect(await stalled.client.closed).toBe(1013);
    const before = numbersOf(stalled);
    expect(before).toEqual(before.map((_, index) => index + 1));

    const back = await shakeHands(server, { clientId: stalled.clientId });
    await back.client.count(Number(back.welcome.data?.queuedMessages));
    const after = numbersOf(back);
    expect(after.at(-1)).toBe(events);
    expect(after).toEqual(after.map((_, index) => (after[0] ?? 0) + index));
    expect(after[0]).toBeGreaterThanOrEqual(queuedFrom);
  }, 120_000);
});

test('who reads slowly gets everything, in order, replies and events alike', async () => {
  const server = await serve();
  const slow = await open(`${server.url}/cloud/ws?token=slow`);
  slow.socket.pause();
  const sent = 300;
  const message = (number: number) => ({
    type: 'notification',
    data: { level: 'info', message: numbered(number, 32_768) },
  });
  for (let number = 0; number < sent; number++) await server.publish('/cloud/publish', message(number));
  slow.send({ type: 'ping' });
  await server.publish('/cloud/publish', message(sent));
  slow.socket.resume();
  await slow.count(1 + sent + 2);
  const notifications = slow.received.filter(ofType('notification'));
  const numbers = notifications.map(({ data }) => Number.parseInt(String(data?.message).slice(1), 10));
  expect(numbers).toEqual(Array.from({ length: sent + 1 }, (_, index) => index));
});
