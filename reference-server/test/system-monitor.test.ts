import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { Clock } from '../src/clock.ts';
import type { Endpoint } from '../src/endpoint.ts';
import { startSystemMonitor } from '../src/services/system-monitor.ts';
import { run, type ServerProcess, serve } from './server-process.ts';
import { type Client, type Message, ofType, open, rawUpgrade } from './socket.ts';

const intervalMs = 1000;
const start = (credentials?: object) => serve(['--monitor-interval', String(intervalMs)], credentials);

async function subscribe(server: ServerProcess, token = 'a'): Promise<Client> {
  const client = await open(`${server.url}/autosdlc/ws?token=${token}`);
  client.send({ type: 'subscribe', data: { pattern: '*' } });
  await client.settled();
  client.received.length = 0;
  return client;
}

interface Measurement {
  cpuUsage: number;
  memoryUsage: number;
  taskQueueDepth: number;
  responseTime: number;
}

const figuresOf = ({ data }: Message): Measurement => (data as { metrics: Measurement }).metrics;

/** Holds the whole process up, the event loop with it. */
async function block({ child }: ServerProcess, ms: number): Promise<void> {
  child.kill('SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, ms));
  child.kill('SIGCONT');
}

test('sends the figures of the process at every interval', async () => {
  const server = await start();
  const client = await subscribe(server);
  await server.advance(intervalMs);
  const metric = await client.next(ofType('agent_metric'));
  const nowMs = Date.now() + intervalMs;
  const residentMiB = server.memoryMiB();
  expect(metric).toMatchObject({
    data: {
      agentId: 'agentwire-server',
      metrics: { cpuUsage: expect.any(Number), taskQueueDepth: 0, responseTime: expect.any(Number) },
    },
    metadata: { version: '1.0', source: 'system-monitor' },
  });
  const { cpuUsage, memoryUsage, responseTime } = figuresOf(metric);
  expect(cpuUsage).toBeGreaterThan(0);
  expect(cpuUsage).toBeLessThan(100 * (availableParallelism() + 1));
  expect(memoryUsage / 2 ** 20 / residentMiB).toBeGreaterThan(0.5);
  expect(memoryUsage / 2 ** 20 / residentMiB).toBeLessThan(2);
  expect(responseTime).toBeGreaterThanOrEqual(0);
  expect(responseTime).toBeLessThan(5000);
  expect(Math.abs(Date.parse(String(metric.data?.timestamp)) - nowMs)).toBeLessThan(5000);

  await server.advance(10 * intervalMs);
  await client.settled();
  expect(client.received.filter(ofType('agent_metric')).length).toBeGreaterThanOrEqual(10);
});

test('also by the time of the machine', async () => {
  const server = await serve(['--monitor-interval', '100']);
  const client = await subscribe(server);
  for (let metrics = 0; metrics < 3; metrics++) await client.next(ofType('agent_metric'));
});

test('a process that is idle shows little, one that works shows it', async () => {
  const server = await start();
  const client = await subscribe(server);
  const cpuAfter = async (work: () => Promise<unknown>): Promise<number> => {
    await server.advance(intervalMs);
    await client.settled();
    client.received.length = 0;
    await work();
    await server.advance(intervalMs);
    return figuresOf(await client.next(ofType('agent_metric'))).cpuUsage;
  };
  const idle = await cpuAfter(() => new Promise((resolve) => setTimeout(resolve, 500)));
  const busy = await cpuAfter(async () => {
    for (let call = 0; call < 200; call++) await fetch(`${server.http}/metrics`);
  });
  expect(idle).toBeLessThan(busy / 2);
});

test('raises an alert when the event loop was blocked, and one of severity low when it is well again', async () => {
  const server = await start();
  const client = await subscribe(server);
  await block(server, 1200);
  await server.advance(intervalMs);
  const metric = await client.next(
    (message) => message.type === 'agent_metric' && figuresOf(message).responseTime > 1000,
  );
  expect(figuresOf(metric).responseTime).toBeLessThan(5000);
  const raised = await client.next(ofType('system_alert'));
  expect(raised).toMatchObject({
    data: {
      severity: 'high',
      title: 'Event loop delay is too high',
      description: expect.stringContaining(' ms '),
      affectedComponents: ['agentwire-server', 'event-loop'],
    },
    metadata: { source: 'system-monitor' },
  });
  expect(raised.data?.recommendedActions).not.toEqual([]);

  await server.advance(3 * intervalMs);
  const over = await client.next(ofType('system_alert'));
  expect(over.data).toMatchObject({ alertId: raised.data?.alertId, severity: 'low', recommendedActions: [] });
  await server.advance(3 * intervalMs);
  await client.settled();
  expect(client.received.filter(({ data }) => data?.alertId === raised.data?.alertId)).toEqual([]);

  await block(server, 1200);
  await server.advance(intervalMs);
  const again = await client.next(({ data }) => data?.severity === 'high');
  expect(again.data?.alertId).not.toBe(raised.data?.alertId);
});

test('raises an alert when memory gets short, a worse one under the same id, and ends it', () => {
  const clock = new Clock();
  const told: { type: string; data: Record<string, unknown> }[] = [];
  const endpoint = { carries: () => true, waitingMessages: () => 0, publish: (event: never) => told.push(event) };
  const shares = [0.5, 0.8, 0.9, 0.6, 0.6, 0.6];
  const stop = startSystemMonitor({
    endpoints: [endpoint as unknown as Endpoint],
    clock,
    intervalMs,
    watch: {
      measure: () => ({ cpuPercent: 1, memoryBytes: 1, memoryShare: shares.shift() ?? 0, loopDelayMs: 0 }),
      stop() {},
    },
  });
  clock.advance(shares.length * intervalMs);
  stop();
  clock.advance(10 * intervalMs);
  expect(told.filter(ofType('agent_metric'))).toHaveLength(6);
  const alerts = told.filter(ofType('system_alert')).map(({ data }) => data);
  expect(alerts.map(({ severity, description }) => [severity, description])).toEqual([
    ['medium', '80 percent of the memory that the server may have is in use.'],
    ['high', '90 percent of the memory that the server may have is in use.'],
    ['low', '60 percent of the memory that the server may have is in use.'],
  ]);
  expect(new Set(alerts.map(({ alertId }) => alertId)).size).toBe(1);
  expect(alerts[0]?.affectedComponents).toEqual(['agentwire-server', 'memory']);
});

test('a block right behind a measurement is not lost', async () => {
  const server = await start();
  const client = await subscribe(server);
  await server.advance(intervalMs);
  await block(server, 500);
  await server.advance(intervalMs);
  expect((await client.next(ofType('system_alert'))).data?.title).toBe('Event loop delay is too high');
});

test('the queue is what waits for slow clients', async () => {
  const server = await start();
  const client = await subscribe(server);
  const stalled = await rawUpgrade(`${server.url}/cloud/ws?token=stalled`);
  stalled.pause();
  const notification = { type: 'notification', data: { level: 'info', message: 'x'.repeat(65_536) } };
  const depth = async (): Promise<number> => {
    await server.advance(intervalMs);
    return figuresOf(await client.next(ofType('agent_metric'))).taskQueueDepth;
  };
  const send = async (messages: number): Promise<void> => {
    for (let sent = 0; sent < messages; sent++) await server.publish('/cloud/publish', notification);
  };
  // Kernel buffers, which may grow for a while, and the soft limit come first.
  let before = 0;
  let settled = false;
  while (!settled) {
    if (before < 20) await send(10);
    const now = await depth();
    settled = now === before && now >= 20;
    before = now;
  }
  await send(5);
  expect(await depth()).toBe(before + 5);
  stalled.destroy();
  await expect.poll(depth).toBe(0);
});

test('tells the default tenant only', async () => {
  const apiKeys = [
    { key: 'inside', userId: 'a' },
    { key: 'outside', userId: 'a', tenant: 'other' },
  ];
  const server = await start({ apiKeys });
  const inside = await subscribe(server, 'inside');
  const outside = await subscribe(server, 'outside');
  await block(server, 500);
  await server.advance(intervalMs);
  await inside.next(ofType('system_alert'));
  await outside.settled();
  expect(outside.received).toEqual([]);
});

test.each<[string, string[]]>([
  ['by default', []],
  ['with 0', ['--monitor-interval', '0']],
])('sends nothing when it is off, %s', async (_, args) => {
  const server = await serve(args);
  const client = await subscribe(server);
  await block(server, 500);
  await server.advance(20_000);
  await client.settled();
  expect(client.received.filter(({ type }: Message) => type !== 'pong')).toEqual([]);
});

test('ends with the server', async () => {
  const server = await serve(['--monitor-interval', '100']);
  server.child.kill('SIGTERM');
  expect(await server.exited).toBe(0);
});

test.each(['-1', '1', '99', '1.5', 'often', '86400001'])('refuses an interval of %s, exit 2', async (interval) => {
  const { exited, stderr } = run(['--monitor-interval', interval]);
  expect(await exited).toBe(2);
  expect(stderr).toEqual([expect.stringContaining('--monitor-interval')]);
});
