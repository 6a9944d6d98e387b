import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { NotCome } from '../src/wire/connection.ts';
import { channelNamed, opened } from './here.ts';

const stream = channelNamed('codex', 'codexStream');

let server: WebSocketServer | undefined;
afterEach(() => {
  for (const socket of server?.clients ?? []) socket.terminate();
  server?.close();
});

/** A server that says something on open and answers each ping by what `answers` makes of it. */
async function serving(
  greetings: object[],
  answers: (ping: { timestamp: number }, nth: number) => object[],
): Promise<URL> {
  const made = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server = made;
  await new Promise((resolve) => made.once('listening', resolve));
  made.on('connection', (socket) => {
    let nth = 0;
    for (const greeting of greetings) socket.send(JSON.stringify(greeting));
    socket.on('message', (data) => {
      nth += 1;
      for (const answer of answers(JSON.parse(data.toString()), nth)) socket.send(JSON.stringify(answer));
    });
  });
  return new URL(`ws://127.0.0.1:${(made.address() as AddressInfo).port}`);
}

const pong = (timestamp?: number) => ({ type: 'pong', ...(timestamp === undefined ? {} : { timestamp }) });

test('a pong on open is the greeting and answers no ping', async () => {
  const connection = await opened(stream, await serving([pong()], () => []));
  expect(connection.greeting?.value).toEqual(pong());
  await expect(connection.barrier()).rejects.toBeInstanceOf(NotCome);
  await connection.end();
});

test('the answer is the one that repeats the timestamp, whatever comes before it', async () => {
  const asked: number[] = [];
  const url = await serving([pong(1)], ({ timestamp }, nth) => {
    asked.push(timestamp);
    return nth === 1 ? [] : [pong(asked[1]), pong(asked[0])];
  });
  const connection = await opened(stream, url);
  connection.send(JSON.stringify({ type: 'ping', timestamp: 5 }));
  const answer = await connection.barrier();
  expect(answer.value).toEqual(pong(asked[1]));
  expect(asked[0]).toBe(5);
  await connection.end();
});

test('without a timestamp, or with the server own one, answers come in the order of the pings', async () => {
  const connection = await opened(stream, await serving([pong()], (_, nth) => [nth === 1 ? pong() : pong(nth)]));
  connection.send(JSON.stringify({ type: 'ping', timestamp: 5 }));
  expect((await connection.barrier()).value).toEqual(pong(2));
  expect(connection.inbox.filter((item) => !item.taken)).toHaveLength(2);
  await connection.end();
});

test('no two barriers ask alike', async () => {
  const asked: number[] = [];
  const url = await serving([], ({ timestamp }) => {
    asked.push(timestamp);
    return [pong(timestamp)];
  });
  const connection = await opened(stream, url);
  await Promise.all([connection.barrier(), connection.barrier(), connection.barrier()]);
  expect(new Set(asked).size).toBe(3);
  expect(connection.greeting).toBeUndefined();
  await connection.end();
});
