import { Agent, request } from 'node:http';
import { expect, test } from 'vitest';
import { note, notes, shakeHands } from './devmentor.ts';
import { temporaryFolder } from './folder.ts';
import { type ServerProcess, serve } from './server-process.ts';

const kills = 20;
const events = 1000;
/** What is handed over in one step; a crash may cut it off from being noted. */
const stepMessages = 32;

interface Publishing {
  texts: readonly string[];
  clientId: string;
  /** The server is killed when so many were acknowledged, without waiting for its death. */
  killAt?: number | undefined;
}

/** Publishes one after the other on one connection. @returns how many were acknowledged before the server died */
async function publishAll(server: ServerProcess, { texts, clientId, killAt }: Publishing): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let acknowledged = 0;
  try {
    for (const text of texts) {
      if ((await post(server, agent, JSON.stringify(note(text, clientId)))) !== 202) break;
      acknowledged++;
      if (acknowledged === killAt) server.child.kill('SIGKILL');
    }
  } finally {
    agent.destroy();
  }
  return acknowledged;
}

/** @returns the status, 0 when there was no answer */
function post({ http }: ServerProcess, agent: Agent, body: string): Promise<number> {
  return new Promise((resolve) => {
    const headers = { authorization: 'Bearer publisher' };
    const sent = request(`${http}/devmentor/publish`, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
      response.once('error', () => resolve(0));
    });
    sent.once('error', () => resolve(0));
    sent.end(body);
  });
}

const start = (folder: string): Promise<ServerProcess> => serve(['--profiles', 'devmentor', '--data', folder]);

test(`${kills} times kill -9 while ${events} events are queued: each acknowledged one arrives once and in order`, async () => {
  const folder = temporaryFolder();
  let server = await start(folder);
  const first = await shakeHands(server);
  const { clientId } = first;
  first.client.socket.close();
  await first.client.closed;

  for (let round = 0; round < kills; round++) {
    const texts = Array.from({ length: events }, (_, index) => `${round}/${index}`);
    // In every other round the server dies while it is being written to, the other times right behind the last answer.
    const killAt = round % 2 === 0 ? events : Math.floor((events * round) / kills);
    const acknowledged = await publishAll(server, { texts, clientId, killAt });
    expect(acknowledged).toBeGreaterThanOrEqual(killAt);
    await server.exited;

    server = await start(folder);
    // The one that was on its way has no answer, and may or may not have been taken.
    const rest = texts.slice(acknowledged + 1);
    expect(await publishAll(server, { texts: rest, clientId })).toBe(rest.length);
    const back = await shakeHands(server, { clientId });
    expect(back.clientId).toBe(clientId);
    await back.client.count(Number(back.welcome.data?.queuedMessages));
    await back.client.settled();
    const unanswered = new Set(texts.slice(acknowledged, acknowledged + 1));
    const received = notes(back.client);
    expect(received.filter((text) => !unanswered.has(text))).toEqual(texts.filter((text) => !unanswered.has(text)));
    expect(received).toEqual(texts.filter((text) => received.includes(text)));

    back.client.socket.close();
    await back.client.closed;
    const again = await shakeHands(server, { clientId });
    expect(again.welcome.data).toMatchObject({ clientId, queuedMessages: 0 });
    again.client.socket.close();
    await again.client.closed;
  }
}, 240_000);

test('kill -9 while the client collects: nothing is lost, and at most one step comes twice', async () => {
  const folder = temporaryFolder();
  let server = await start(folder);
  const first = await shakeHands(server);
  const { clientId } = first;
  first.client.socket.close();
  await first.client.closed;
  const texts = Array.from({ length: events }, (_, index) => String(index));
  expect(await publishAll(server, { texts, clientId })).toBe(events);

  const collecting = await shakeHands(server, { clientId });
  await collecting.client.count(100);
  server.child.kill('SIGKILL');
  await server.exited;
  await collecting.client.closed;
  const before = notes(collecting.client);
  expect(before).toEqual(texts.slice(0, before.length));
  expect(before.length).toBeLessThan(events);

  server = await start(folder);
  const back = await shakeHands(server, { clientId });
  await back.client.count(Number(back.welcome.data?.queuedMessages));
  const after = notes(back.client);
  expect(after).toEqual(texts.slice(-after.length));
  const twice = before.length + after.length - events;
  expect(twice).toBeGreaterThanOrEqual(0);
  expect(twice).toBeLessThanOrEqual(stepMessages);
}, 60_000);
