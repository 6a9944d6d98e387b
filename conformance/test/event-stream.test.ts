import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { lint } from '../src/scenario/lint.ts';
import { Refused } from '../src/wire/link.ts';
import { channelNamed, decisionsOf, environmentAt, opened, profileNamed } from './here.ts';

const events = channelNamed('devmentor', 'devmentorEvents');
const ACTIVITY = events.messages.find((message) => message.id === 'DevmentorUiActivity')?.examples[0]
  ?.payload as object;
const connect = { connect: 'alice', channel: 'devmentorEvents' };
const select = { channel: 'ui:activity' };

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serving(answer: (response: ServerResponse, request: IncomingMessage) => void): Promise<URL> {
  const made = createServer((request, response) => answer(response, request));
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return new URL(`ws://127.0.0.1:${(made.address() as AddressInfo).port}/api/events`);
}

const streaming =
  (text: string) =>
  (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
    response.write(text);
  };

const event = (value: unknown, fields = ''): string => `${fields}data: ${JSON.stringify(value)}\n\n`;

describe('a stream of server-sent events', () => {
  test('its events are messages, its comments are not, and both are in order', async () => {
    const url = await serving(streaming(`: hello\n\n${event(ACTIVITY, 'id: 7\n')}`));
    const connection = await opened(events, url);
    await connection.until(() => connection.inbox[1], { what: 'two' });
    expect(connection.inbox.map((item) => [item.frame, item.message?.id, item.id])).toEqual([
      ['comment', undefined, undefined],
      ['text', 'DevmentorUiActivity', '7'],
    ]);
    expect(connection.answer.headers['cache-control']).toBe('no-cache');
    await connection.end();
    expect(connection.closed?.byKit).toBe(true);
  });

  test('every event is judged: by its schema, and a name makes it no message', async () => {
    const url = await serving(streaming(event({ channel: 'ui:activity' }) + event(ACTIVITY, 'event: activity\n')));
    const connection = await opened(events, url);
    await connection.until(() => connection.inbox[1], { what: 'two' });
    expect(connection.inbox.map((item) => item.faults.length > 0)).toEqual([true, true]);
    expect(connection.inbox[1]?.requirement).toBe(events.facts.requirements?.envelope);
    await connection.end();
  });

  test.each<[string, (response: ServerResponse) => void, number]>([
    ['another status', (response) => response.writeHead(503).end(), 503],
    ['another type', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'), 200],
    ['no answer at all', (response) => response.socket?.destroy(), 0],
    ['an answer that does not come', () => {}, 0],
  ])('%s is a refusal', async (_, answer, status) => {
    const url = await serving(answer);
    const refused = await opened(events, url).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect((refused as Refused).status).toBe(status);
  });

  test.each<[string, (response: ServerResponse) => void, number]>([
    ['complete', (response) => response.end(), 1000],
    ['broken off', (response) => response.socket?.destroy(), 1006],
  ])('an answer that is %s closes the connection', async (_, end, code) => {
    const url = await serving((response) => {
      streaming(event(ACTIVITY))(response);
      setImmediate(() => end(response));
    });
    const connection = await opened(events, url);
    const closed = await connection.until(() => connection.closed, { what: 'the close' });
    expect(closed).toMatchObject({ code, byKit: false });
    expect(connection.isOpen).toBe(false);
  });
});

describe('a scenario on an event stream', () => {
  test('needs no credential, waits for comments, holds headers, and hands an event id on', async () => {
    const asked: (string | undefined)[] = [];
    const url = await serving((response, request) => {
      asked.push(request.headers['last-event-id'] as string | undefined);
      expect(request.headers.authorization).toBeUndefined();
      streaming(`${event(ACTIVITY, 'id: 41\n')}${event(ACTIVITY, 'id: 42\n')}: alive\n\n`)(response);
    });
    const decisions = await decisionsOf(environmentAt('devmentor', url), [
      { ...connect, answer: { 'cache-control': { $pattern: 'no-cache' } }, requirement: 'devmentor/events/headers' },
      { expect: 'alice', select, count: 2, requirement: 'devmentor/events/channels' },
      { expect: 'alice', frame: 'comment', requirement: 'devmentor/events/keep-alive' },
      { connect: 'bob', channel: 'devmentorEvents', headers: { 'last-event-id': `\${alice.lastEventId}` } },
      { open: 'bob', requirement: 'devmentor/events/replay' },
    ]);
    expect(decisions.map(({ requirement, outcome }) => `${requirement} ${outcome}`)).toEqual([
      'devmentor/events/headers pass',
      'devmentor/events/channels pass',
      'devmentor/events/keep-alive pass',
      'devmentor/events/replay pass',
    ]);
    expect(asked).toEqual([undefined, '42']);
  });

  test('fails for what does not come, for what must not have come, and for a header', async () => {
    const url = await serving(streaming(event(ACTIVITY) + event({ ...ACTIVITY, channel: 'metrics:websocket' })));
    const decisions = await decisionsOf(environmentAt('devmentor', url), [
      { ...connect, answer: { 'content-encoding': 'gzip' }, requirement: 'devmentor/events/headers' },
      { expect: 'alice', select: { channel: 'metrics:websocket' } },
      { silent: 'alice', select, requirement: 'devmentor/events/no-others' },
      { expect: 'alice', frame: 'comment', requirement: 'devmentor/events/keep-alive' },
      { closed: 'alice', requirement: 'devmentor/events/open' },
    ]);
    expect(decisions.map(({ requirement, outcome }) => `${requirement} ${outcome}`)).toEqual([
      'devmentor/events/headers fail',
      'devmentor/events/no-others fail',
      'devmentor/events/keep-alive fail',
      'devmentor/events/open fail',
    ]);
  });

  test('is found wrong before running where it takes a barrier', () => {
    const steps = [connect, { barrier: 'alice' }, { expect: 'alice', select, optional: true }];
    const problems = lint(
      { id: 'devmentor/x', title: '', steps, requirements: [], source: 'x:1' },
      profileNamed('devmentor'),
    );
    expect(problems).toHaveLength(2);
    expect(problems.join()).toContain('devmentorEvents has no barrier');
  });
});
