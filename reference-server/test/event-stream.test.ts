import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { devmentor } from '@agentwire/generated/constants/devmentor';
import { createParser } from 'eventsource-parser';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameEvent } from '../src/event-frame.ts';
import { EventReader } from './event-reader.ts';
import { temporaryFolder } from './folder.ts';
import { type ServerProcess, serve } from './server-process.ts';
import { rawUpgrade } from './socket.ts';

const { sse, slowConsumer } = devmentor.channels.devmentorEvents;
const path = '/devmentor/api/events';
const activity = (text: string, more: object = {}) => ({
  channel: 'ui:activity',
  message: { activity: text, ...more },
});

const start = (...args: string[]): Promise<ServerProcess> => serve(['--profiles', 'devmentor', ...args]);

async function publish(server: ServerProcess, event: object): Promise<number> {
  const { status, body } = await server.publish('/devmentor/publish', event);
  expect(status).toBe(202);
  return body.recipients ?? 0;
}

const range = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => String(first + index));

describe('a stream', () => {
  test('is open to everybody, says how long to wait, and is neither cached nor collected', async () => {
    const server = await start();
    const { response, retryMs } = await EventReader.open(server.http);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(retryMs).toBe(sse.retryMs);
  });

  test('carries every event of all four channels to every reader, in order, unnamed and as it was published', async () => {
    const server = await start();
    const readers = await Promise.all([1, 2, 3].map(() => EventReader.open(server.http)));
    const events = [
      activity('opened', { actor: 'alice' }),
      { channel: 'ai:jobs:status', message: { jobId: 'job_123', status: 'completed', result: { suggestions: 5 } } },
      { channel: 'sse:progress:scraper', message: { jobId: 'job_125', progress: 50 } },
      { channel: 'memory:new-items', message: { items: [{ id: 'mem-1' }], count: 1 } },
    ];
    for (const event of events) {
      expect(await publish(server, event)).toBe(3);
      expect(await publish(server, { message: event })).toBe(3);
    }
    for (const reader of readers) {
      await reader.count(8);
      expect(reader.events.map(({ data }) => JSON.parse(data))).toEqual(events.flatMap((event) => [event, event]));
      expect(reader.events.every(({ event }) => event === undefined)).toBe(true);
      expect(new Set(reader.events.map(({ id }) => id)).size).toBe(8);
    }
    expect(readers.map(({ events }) => events)).toEqual([readers[0]?.events, readers[0]?.events, readers[0]?.events]);
  });

  test('is not for what breaks its schema, other channels, or other tenants', async () => {
    const server = await serve(['--profiles', 'devmentor'], {
      apiKeys: [
        { key: 'publisher', userId: 'p', permissions: ['publish'] },
        { key: 'other', userId: 'p', tenant: 'other', permissions: ['publish'] },
      ],
    });
    const reader = await EventReader.open(server.http);
    for (const event of [
      { channel: 'ui:activity', message: { actor: 'alice' } },
      { channel: 'ui:activity', message: '{"activity":"a string"}' },
      { channel: 'metrics:websocket', message: {} },
      { channel: '__proto__', message: {} },
      { channel: 'ui:activity' },
    ])
      expect((await server.publish('/devmentor/publish', event)).status).toBe(400);
    expect((await server.publish('/devmentor/publish', activity('x'), 'other')).body).toEqual({ recipients: 0 });
    await publish(server, activity('last'));
    await reader.count(1);
    expect(reader.messages()).toEqual([{ activity: 'last' }]);
  });

  test('is narrowed by ?channels= to the channels that it names', async () => {
    const server = await start();
    const [some, none, all] = await Promise.all([
      EventReader.open(server.http, { query: '?channels=memory:new-items,%20ai:jobs:status' }),
      EventReader.open(server.http, { query: '?channels=nothing' }),
      EventReader.open(server.http, { query: '?channels=' }),
    ]);
    expect(await publish(server, activity('x'))).toBe(1);
    expect(await publish(server, { channel: 'ai:jobs:status', message: { jobId: 'a', status: 'failed' } })).toBe(2);
    expect(await publish(server, { channel: 'memory:new-items', message: { items: [] } })).toBe(2);
    await Promise.all([some.count(2), all.count(3)]);
    expect(some.events.map(({ data }) => JSON.parse(data).channel)).toEqual(['ai:jobs:status', 'memory:new-items']);
    expect(none.events).toEqual([]);
  });

  test('is kept open by comments', async () => {
    const server = await start();
    const reader = await EventReader.open(server.http);
    await server.advance(sse.keepAliveMs - 100);
    expect(reader.comments).toEqual([]);
    await server.advance(100);
    await reader.countComments(1);
    await server.advance(2 * sse.keepAliveMs);
    await reader.countComments(3);
    expect(reader.events).toEqual([]);
  });

  test('ends with the server', async () => {
    const server = await start();
    const reader = await EventReader.open(server.http);
    await publish(server, activity('last'));
    server.child.kill('SIGTERM');
    await reader.ended();
    expect(reader.isCut).toBe(false);
    expect(await server.exited).toBe(0);
    expect(reader.messages()).toEqual([{ activity: 'last' }]);
  });

  test('is offered by GET, HEAD and OPTIONS only', async () => {
    const { http } = await start();
    const head = await fetch(`${http}${path}`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([200, 'text/event-stream', '']);
    const options = await fetch(`${http}${path}`, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const response = await fetch(`${http}${path}`, { method, body: 'x' });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
    }
    expect((await fetch(`${http}${path}/more`)).status).toBe(404);
  });

  test('is left in every way without harm', async () => {
    const server = await start();
    const { hostname, port } = new URL(server.url);
    for (let index = 0; index < 50; index++) {
      const socket = connect(Number(port), hostname);
      await new Promise((resolve) => socket.once('connect', resolve));
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
      if (index % 2) await new Promise((resolve) => socket.once('data', resolve));
      socket.resetAndDestroy();
    }
    const upgrade = await rawUpgrade(`${server.url}${path}`);
    upgrade.destroy();
    await expect.poll(() => publish(server, activity('x'))).toBe(0);
    expect(await (await fetch(`${server.http}/metrics`)).text()).toContain('sse_active_streams 0');
  });
});

describe('CORS', () => {
  const allowed = async (http: string, origin: string): Promise<(string | null)[]> => {
    const { headers } = await fetch(`${http}${path}`, { method: 'HEAD', headers: { origin } });
    return [headers.get('access-control-allow-origin'), headers.get('vary')];
  };

  test('names the origin of a page that may read', async () => {
    const { http } = await start('--allow-origin', 'https://one.example', '--allow-origin', 'https://two.example');
    for (const origin of ['https://one.example', 'https://two.example']) {
      expect(await allowed(http, origin)).toEqual([origin, 'Origin']);
      const { response } = await EventReader.open(http, { headers: { origin } });
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    }
    expect(await allowed(http, 'https://one.example.evil.example')).toEqual([null, 'Origin']);
  });

  test('may be open to all', async () => {
    const { http } = await start('--allow-origin', '*');
    expect(await allowed(http, 'https://any.example')).toEqual(['*', null]);
  });
});

describe('Last-Event-ID', () => {
  const resume = (server: ServerProcess, id: string, query = '') =>
    EventReader.open(server.http, { query, headers: { 'last-event-id': id } });

  test('brings what came after, once and in order, and then what is new', async () => {
    const server = await start();
    const first = await EventReader.open(server.http);
    await publish(server, activity('seen'));
    await first.count(1);
    first.close();
    for (const text of range(1, 20)) await publish(server, activity(text));
    const second = await resume(server, first.lastEventId);
    await publish(server, activity('new'));
    await second.count(21);
    expect(second.messages().map(({ activity }) => activity)).toEqual([...range(1, 20), 'new']);

    const third = await resume(server, second.lastEventId);
    await publish(server, activity('newest'));
    await third.count(1);
    expect(third.messages().map(({ activity }) => activity)).toEqual(['newest']);
  });

  test('brings the events selected, and none to who asks for none', async () => {
    const server = await start();
    const first = await EventReader.open(server.http);
    for (const text of range(1, 5)) await publish(server, activity(text));
    await publish(server, { channel: 'memory:new-items', message: { items: [] } });
    await first.count(6);
    const selecting = await resume(server, first.events[0]?.id ?? '', '?channels=memory:new-items');
    await selecting.count(1);
    const fresh = await EventReader.open(server.http);
    await publish(server, activity('new'));
    await fresh.count(1);
    expect(fresh.messages()).toEqual([{ activity: 'new' }]);
    expect(selecting.messages()).toEqual([{ items: [] }]);
  });

  test('that is unknown or too old brings all that is kept', async () => {
    const server = await start();
    const first = await EventReader.open(server.http);
    for (const text of range(1, sse.historyEvents + 10)) await publish(server, activity(text));
    await first.count(sse.historyEvents + 10);
    for (const id of ['unknown', first.events[0]?.id ?? '']) {
      const reader = await resume(server, id);
      await reader.count(sse.historyEvents);
      expect(reader.messages().map(({ activity }) => activity)).toEqual(range(11, sse.historyEvents + 10));
    }
  });

  test('holds across a death of the server that keeps its data', async () => {
    const folder = temporaryFolder();
    const before = await start('--data', folder);
    const first = await EventReader.open(before.http);
    for (const text of range(1, 10)) await publish(before, activity(text));
    await first.count(10);
    before.child.kill('SIGKILL');
    await first.ended();
    await before.exited;

    const server = await start('--data', folder);
    await publish(server, activity('11'));
    const second = await resume(server, first.events[4]?.id ?? '');
    await second.count(6);
    expect(second.messages().map(({ activity }) => activity)).toEqual(range(6, 11));
    expect(new Set([...first.events, ...second.events].map(({ id }) => id)).size).toBe(11);
  });
});

describe('line breaks', () => {
  test('of a publisher end no event', async () => {
    const server = await start();
    const reader = await EventReader.open(server.http);
    const hostile = [
      '\n\ndata: {"channel":"x"}\n\n',
      '\r\rid: 1\r',
      'event: x\r\nretry: 1\r\n\r\n',
      '\u2028:\u0000\ufeff',
    ];
    for (const text of hostile) await publish(server, activity(text));
    await reader.count(hostile.length);
    expect(reader.messages().map(({ activity }) => activity)).toEqual(hostile);
    expect(reader.retryMs).toBe(sse.retryMs);
  });

  test('in any data come back as line feeds', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', ':', ' ', 'data', 'é') }), (data) => {
        const events: unknown[] = [];
        const parser = createParser({ onEvent: ({ id, data }) => events.push({ id, data }) });
        parser.feed(frameEvent({ id: 'run-1', data }));
        parser.feed(frameEvent({ id: 'run-2', data: 'next' }));
        expect(events).toEqual([
          { id: 'run-1', data: data.replace(/\r\n|\r/g, '\n') },
          { id: 'run-2', data: 'next' },
        ]);
      }),
    );
  });
});

describe('a reader that does not read', () => {
  const big = 'x'.repeat(32_768);

  test('is closed, the others miss nothing, memory stays bounded, and it can resume', async () => {
    const server = await start();
    const { hostname, port } = new URL(server.url);
    const stalled = connect(Number(port), hostname);
    stalled.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await new Promise((resolve) => stalled.once('data', resolve));
    stalled.pause();
    const reading = await EventReader.open(server.http);

    let sent = 0;
    while ((await publish(server, activity(`${++sent} ${big}`))) === 2);
    expect(sent * big.length).toBeGreaterThan(slowConsumer.queueBytes);
    expect(sent * big.length).toBeLessThan(slowConsumer.queueBytes + 16 * 1024 * 1024);
    expect(server.memoryMiB()).toBeLessThan(400);
    await reading.count(sent);
    const numbers = (reader: EventReader) =>
      reader.messages().map(({ activity }) => Number.parseInt(String(activity), 10));
    expect(numbers(reading)).toEqual(range(1, sent).map(Number));

    const chunks: Buffer[] = [];
    stalled.on('data', (chunk) => chunks.push(chunk));
    stalled.on('error', () => {});
    stalled.resume();
    await new Promise((resolve) => stalled.once('close', resolve));
    const received = Buffer.concat(chunks).toString();
    expect(received.endsWith('0\r\n\r\n')).toBe(false);

    const middle = reading.events.at(-50)?.id ?? '';
    const resumed = await EventReader.open(server.http, { headers: { 'last-event-id': middle } });
    await resumed.count(49);
    expect(numbers(resumed)).toEqual(range(sent - 48, sent).map(Number));
  });

  test('for a while gets everything in order when it reads again', async () => {
    const server = await start();
    const slow = await new Promise<IncomingMessage>((resolve) => get(`${server.http}${path}`, resolve));
    const events = 200;
    for (const text of range(1, events)) expect(await publish(server, activity(`${text} ${big}`))).toBe(1);
    const numbers: number[] = [];
    const { promise: all, resolve } = Promise.withResolvers<void>();
    const parser = createParser({
      onEvent: ({ data }) => {
        numbers.push(Number.parseInt(JSON.parse(data).message.activity, 10));
        if (numbers.length === events + 1) resolve();
      },
    });
    slow.setEncoding('utf8').on('data', (chunk) => parser.feed(chunk));
    await publish(server, activity(`${events + 1}`));
    await all;
    expect(numbers).toEqual(range(1, events + 1).map(Number));
    slow.destroy();
  });
});
