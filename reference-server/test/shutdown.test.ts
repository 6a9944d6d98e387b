import { Agent, request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { drainAll } from '../src/drain.ts';
import { MCPCodexStream } from './codex-client.ts';
import { connect, note, notes, shakeHands } from './devmentor.ts';
import { EventReader } from './event-reader.ts';
import { temporaryFolder } from './folder.ts';
import { type ServerProcess, serve } from './server-process.ts';
import { Client, ofType, open, rawUpgrade } from './socket.ts';

const terminate = ({ child }: ServerProcess): void => void child.kill('SIGTERM');

/** The codes that all of these are closed with. */
async function codesAfter(server: ServerProcess, clients: readonly { closed: Promise<number> }[]): Promise<number[]> {
  terminate(server);
  return Promise.all(clients.map(({ closed }) => closed));
}

describe('SIGTERM', () => {
  test('ends the clients of every profile in order, with its code, and the process with 0', async () => {
    const server = await serve();
    const cloud = await open(`${server.url}/cloud/ws?token=a`);
    const stranger = await open(`${server.url}/cloud/ws`);
    const autosdlc = await open(`${server.url}/autosdlc/ws?token=a`);
    const codex = await Promise.all(
      ['/v1/ws', '/v1/agents', '/v1/projects/p/stream'].map((path) => open(`${server.url}/codex${path}`)),
    );
    const devmentor = (await shakeHands(server)).client;
    const reader = await EventReader.open(server.http);
    const codes = await codesAfter(server, [cloud, stranger, autosdlc, devmentor, ...codex]);
    expect(codes).toEqual(codes.map(() => 1001));
    expect(autosdlc.received.at(-1)).toMatchObject({
      type: 'disconnect',
      data: { reason: expect.any(String), code: 1001 },
    });
    await reader.ended();
    expect(reader.isCut).toBe(false);
    expect(await server.exited).toBe(0);
    expect(server.stderr.map((line) => JSON.parse(line).msg)).toContain('shut down');
  });

  test('lets nobody new in, neither by a new connection nor by one that was open', async () => {
    const server = await serve(['--drain-ms', '60000', '--token-rate', '1']);
    const stream = new MCPCodexStream(server.url);
    await stream.opened;
    const answer = stream.generateCode('a queue', { constraints: { maxTokens: 2 } });
    await stream.next(({ type }) => type === 'stream_start');
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await status(server, '/readyz', agent)).toBe(200);
    terminate(server);
    await expect.poll(() => status(server, '/readyz', agent)).toBe(503);
    expect(await status(server, '/healthz', agent)).toBe(200);
    const refused = new Client(`${server.url}/cloud/ws`, { agent });
    const answered = new Promise((resolve) =>
      refused.socket.once('unexpected-response', (_, { statusCode }) => resolve(statusCode)),
    );
    expect(await answered).toBe(503);
    await expect(fetch(`${server.http}/healthz`)).rejects.toThrow();
    await answer;
    agent.destroy();
    expect(await server.exited).toBe(0);
  });

  test('waits for what clients were promised, and is over as soon as that is done', async () => {
    const server = await serve(['--drain-ms', '60000', '--token-rate', '20']);
    const stream = new MCPCodexStream(server.url);
    await stream.opened;
    const answer = stream.generateCode('a queue', { constraints: { maxTokens: 20 } });
    await stream.next(({ type }) => type === 'token');
    terminate(server);
    expect((await answer).usage.completionTokens).toBe(20);
    expect(await stream.closed).toBe(1001);
    expect(await server.exited).toBe(0);
  });

  test('waits no longer than it may', async () => {
    const server = await serve(['--drain-ms', '50', '--token-rate', '0.01']);
    const stream = new MCPCodexStream(server.url);
    await stream.opened;
    stream.generateCode('a queue').catch(() => {});
    await stream.next(({ type }) => type === 'stream_start');
    const stalled = await rawUpgrade(`${server.url}/cloud/ws?token=a`);
    stalled.pause();
    terminate(server);
    expect(await stream.closed).toBe(1001);
    expect(await server.exited).toBe(0);
  });

  test('sends what was published before the close, and keeps what was queued', async () => {
    const folder = temporaryFolder();
    let server = await serve(['--data', folder]);
    const away = await shakeHands(server);
    away.client.socket.close();
    await away.client.closed;
    const clients = await Promise.all([1, 2, 3].map((index) => open(`${server.url}/cloud/ws?token=${index}`)));
    const notification = { type: 'notification', data: { level: 'info', message: 'last' } };
    const published = server.publish('/cloud/publish', notification);
    const queued = server.publish('/devmentor/publish', note('kept', away.clientId));
    expect((await published).body).toEqual({ recipients: 3 });
    expect((await queued).status).toBe(202);
    await codesAfter(server, clients);
    for (const client of clients) expect(client.received.filter(ofType('notification'))).toHaveLength(1);
    expect(await server.exited).toBe(0);

    server = await serve(['--data', folder]);
    const back = await shakeHands(server, { clientId: away.clientId });
    await back.client.count(Number(back.welcome.data?.queuedMessages));
    expect(notes(back.client)).toEqual(['kept']);
  });

  test('a second one is not waited for', async () => {
    const server = await serve(['--drain-ms', '60000', '--token-rate', '0.01']);
    const stream = new MCPCodexStream(server.url);
    await stream.opened;
    stream.generateCode('a queue').catch(() => {});
    await stream.next(({ type }) => type === 'stream_start');
    terminate(server);
    await expect.poll(() => server.stderr.join()).toContain('shutting down');
    terminate(server);
    await server.exited;
    expect(server.child.signalCode).toBe('SIGTERM');
  });

  test('comes to a connection without handshake, too', async () => {
    const server = await serve(['--profiles', 'devmentor']);
    const client = await connect(server);
    expect(await codesAfter(server, [client])).toEqual([1001]);
    expect(await server.exited).toBe(0);
  });
});

test('connections are ended evenly over the time, and a busy one when it is done', async () => {
  const startMs = performance.now();
  const ended: { index: number; afterMs: number }[] = [];
  const connections = Array.from({ length: 10 }, (_, index) => ({
    get isBusy() {
      return index === 0 && ended.length < 9;
    },
    drain: () => void ended.push({ index, afterMs: performance.now() - startMs }),
  }));
  drainAll(connections, { overMs: 500 });
  await expect.poll(() => ended.length).toBe(10);
  expect(ended.map(({ index }) => index)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
  // Timers are never early by more than the rounding of one.
  for (const { index, afterMs } of ended.slice(0, 9)) expect(afterMs).toBeGreaterThanOrEqual(index * 50 - 1);
});

function status({ http }: ServerProcess, path: string, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    const asked = request(`${http}${path}`, { agent }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    asked.once('error', () => resolve(0));
    asked.end();
  });
}
