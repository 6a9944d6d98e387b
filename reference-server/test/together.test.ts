import { expect, test } from 'vitest';
import { type ServerProcess, serve } from './server-process.ts';
import { type Client, ofType, open } from './socket.ts';

/** So many that they are served together. */
const clients = 40;
const rounds = 30;

const enter = (server: ServerProcess): Promise<Client[]> =>
  Promise.all(Array.from({ length: clients }, () => open(`${server.url}/cloud/ws?token=a`)));

const notify = (server: ServerProcess, number: number) =>
  server.publish('/cloud/publish', { type: 'notification', data: { level: 'info', message: String(number) } });

const numbersOf = ({ received }: Client): number[] =>
  received.flatMap(({ type, data }) => (type === 'notification' ? [Number(data?.message)] : []));

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

test('what all are sent and what one is answered arrive in the order in which the server said them', async () => {
  const server = await serve();
  const all = await enter(server);
  for (const number of upTo(rounds)) {
    // Now before the publication, now with it, now behind it, and each time of another client.
    const asking = all[number % clients] as Client;
    if (number % 3 === 0) asking.send({ type: 'ping' });
    const published = notify(server, number);
    if (number % 3 === 1) asking.send({ type: 'ping' });
    await published;
    if (number % 3 === 2) asking.send({ type: 'ping' });
  }
  for (const client of all) await expect.poll(() => numbersOf(client)).toEqual(upTo(rounds));
  expect(all.flatMap(({ received }) => received.filter(ofType('pong')))).toHaveLength(rounds);
});

test('several that come at once arrive once and in order at each', async () => {
  const server = await serve();
  const all = await enter(server);
  for (let round = 0; round < 5; round++) {
    await Promise.all(upTo(20).map((number) => notify(server, round * 20 + number)));
    await Promise.all(all.map((client) => client.settled()));
    const [first, ...others] = all.map(numbersOf);
    expect([...(first as number[])].sort((a, b) => a - b)).toEqual(upTo((round + 1) * 20));
    for (const numbers of others) expect(numbers).toEqual(first);
  }
});

test('who is closed at once gets what was taken for him before, and then the code', async () => {
  const server = await serve();
  const all = await enter(server);
  for (const number of upTo(3)) await notify(server, number);
  const [{ body }] = await Promise.all([notify(server, 4), server.control('kick', { code: 4000 })]);
  for (const client of all) {
    expect(await client.closed).toBe(4000);
    expect(numbersOf(client)).toEqual(upTo(body.recipients === clients ? 4 : 3));
  }
});

test('who comes and who leaves is counted in and out', async () => {
  const server = await serve();
  const all = await enter(server);
  for (const number of upTo(3)) await notify(server, number);
  for (const client of all.slice(0, 10)) client.socket.close();
  await Promise.all(all.slice(0, 10).map(({ closed }) => closed));
  const late = await enter(server);
  await expect.poll(async () => (await notify(server, 4)).body.recipients).toBe(clients * 2 - 10);
  await Promise.all([...all.slice(10), ...late].map((client) => client.settled()));
  for (const client of late) expect(numbersOf(client).at(-1)).toBe(4);
  for (const client of all.slice(10)) expect(new Set(numbersOf(client))).toEqual(new Set(upTo(4)));
});

test('another tenant hears nothing of it', async () => {
  const keys = ['here', 'there'].flatMap((tenant) => [
    { key: tenant, userId: tenant, tenant },
    { key: `${tenant}-publisher`, userId: 'backend', tenant, permissions: ['publish'] },
  ]);
  const server = await serve([], { apiKeys: keys });
  const enterAs = (key: string) =>
    Promise.all(Array.from({ length: clients }, () => open(`${server.url}/cloud/ws?token=${key}`)));
  const [here, there] = [await enterAs('here'), await enterAs('there')];
  const say = (tenant: string, message: string) =>
    server.publish('/cloud/publish', { type: 'notification', data: { level: 'info', message } }, `${tenant}-publisher`);
  for (const number of upTo(20)) await say(number % 2 === 0 ? 'here' : 'there', String(number));
  await Promise.all([...here, ...there].map((client) => client.settled()));
  for (const client of here) expect(numbersOf(client)).toEqual(upTo(20).filter((number) => number % 2 === 0));
  for (const client of there) expect(numbersOf(client)).toEqual(upTo(20).filter((number) => number % 2 === 1));
});

test('who stops reading is closed in the end, having lost nothing before; the others miss nothing', async () => {
  const server = await serve();
  const [stalled, ...others] = (await enter(server)) as [Client, ...Client[]];
  await notify(server, 1);
  stalled.socket.pause();
  const text = 'x'.repeat(8000);
  const say = (number: number) =>
    server.control('emit', {
      profile: 'cloud',
      message: { type: 'notification', data: { level: 'info', message: `${number} ${text}` } },
    });
  let sent = 1;
  let recipients = clients;
  while (recipients === clients && sent < 8000) {
    const before = sent;
    const taken = await Promise.all(upTo(20).map((step) => say(before + step)));
    sent += 20;
    recipients = Math.min(...taken.map(({ body }) => Number(body.recipients)));
  }
  expect(recipients).toBe(clients - 1);
  expect(server.memoryMiB()).toBeLessThan(400);
  const heard = ({ received }: Client) =>
    received.flatMap(({ type, data }) => (type === 'notification' ? [Number.parseInt(String(data?.message), 10)] : []));
  for (const other of others) await expect.poll(() => heard(other).length).toBe(sent);
  const [first, ...rest] = others.map(heard);
  for (const numbers of rest) expect(numbers).toEqual(first);
  stalled.socket.resume();
  expect(await stalled.closed).toBe(1013);
  const got = heard(stalled);
  expect(got.length).toBeGreaterThan(100);
  expect(got).toEqual(first?.slice(0, got.length));
}, 60_000);
