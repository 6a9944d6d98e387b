import { expect, test } from 'vitest';
import { EventReader } from './event-reader.ts';
import { Agent } from './mxf-client.ts';
import { serve } from './server-process.ts';
import { open } from './socket.ts';

/** By hand from AutoSDLC's document, so that the served ones are not compared with themselves. */
const documented = [
  ['websocket_connections_total', 'counter'],
  ['websocket_active_connections', 'gauge'],
  ['websocket_messages_received_total', 'counter'],
  ['websocket_messages_sent_total', 'counter'],
  ['websocket_message_size_bytes', 'histogram'],
  ['websocket_active_subscriptions', 'gauge'],
];

const scrape = async (http: string): Promise<string> => (await fetch(`${http}/metrics`)).text();

test('AutoSDLC’s metrics have its names, types, labels and buckets, whichever profiles are served', async () => {
  const server = await serve(['--profiles', 'autosdlc,cloud']);
  const client = await open(`${server.url}/autosdlc/ws?token=a`);
  client.send({ type: 'subscribe', data: { resource: 'agent', resourceId: 'x' } });
  await client.settled();
  const text = await scrape(server.http);
  for (const [name, type] of documented) expect(text).toContain(`# TYPE ${name} ${type}\n`);
  expect(text).toMatch(/^websocket_connections_total 1$/m);
  expect(text).toMatch(/^websocket_active_connections 1$/m);
  expect(text).toMatch(/^websocket_messages_received_total\{type="ping"\} 1$/m);
  expect(text).toMatch(/^websocket_messages_sent_total\{type="pong"\} 1$/m);
  expect(text).toMatch(/^websocket_active_subscriptions\{resource="agent"\} 1$/m);
  const buckets = [...text.matchAll(/^websocket_message_size_bytes_bucket\{(.*type="ping".*)\}/gm)].map(([, labels]) =>
    Object.fromEntries((labels ?? '').split(',').map((label) => label.split('='))),
  );
  expect(buckets.map(({ le }) => le)).toEqual(
    [100, 500, 1000, 5000, 10_000, 50_000, '+Inf'].map((bound) => `"${bound}"`),
  );
  expect(buckets.every((labels) => Object.keys(labels).sort().join() === 'direction,le,type')).toBe(true);
  expect(buckets[0]).toMatchObject({ type: '"ping"', direction: '"in"' });

  const other = await serve(['--profiles', 'cloud']);
  for (const [name, type] of documented) expect(await scrape(other.http)).toContain(`# TYPE ${name} ${type}\n`);
});

test('clients are counted by profile, in all and those who are known', async () => {
  const server = await serve();
  await open(`${server.url}/cloud/ws?token=a`);
  const stranger = await open(`${server.url}/cloud/ws`);
  await open(`${server.url}/autosdlc/ws`);
  await EventReader.open(server.http);
  const text = await scrape(server.http);
  expect(text).toContain('agentwire_clients{profile="cloud"} 2\n');
  expect(text).toContain('agentwire_authenticated_clients{profile="cloud"} 1\n');
  expect(text).toContain('agentwire_clients{profile="autosdlc"} 1\n');
  expect(text).toContain('agentwire_authenticated_clients{profile="autosdlc"} 0\n');
  expect(text).toContain('agentwire_clients{profile="devmentor"} 1\n');
  stranger.socket.terminate();
  await expect.poll(() => scrape(server.http)).toContain('agentwire_clients{profile="cloud"} 1\n');
});

test('agents are counted by connection, whichever transport it is', async () => {
  const server = await serve();
  const polling = await Agent.register(server, { agentId: 'a' }, { transports: ['polling'] });
  const both = await Agent.register(server, { agentId: 'b' }, { transports: ['polling', 'websocket'] });
  await both.emit('agent:register', { agentId: 'c', name: 'c', channelId: 'lobby' });
  await new Promise((resolve) => new Agent(server, { auth: {} }).socket.once('connect_error', resolve));
  const text = await scrape(server.http);
  for (const name of ['clients', 'authenticated_clients'])
    expect(text).toContain(`agentwire_${name}{profile="mxf"} 2\n`);
  expect(text).toContain('websocket_connections_total 2\n');
  expect(text).toContain('websocket_messages_received_total{type="agent:register"} 3\n');
  for (const agent of [polling, both]) agent.socket.disconnect();
  await expect.poll(() => scrape(server.http)).toContain('agentwire_clients{profile="mxf"} 0\n');
});

test('are not shown when they are off', async () => {
  const server = await serve(['--metrics', 'false']);
  expect((await fetch(`${server.http}/metrics`)).status).toBe(404);
});

test('a server that serves is alive and ready', async () => {
  const server = await serve();
  for (const [path, status] of [
    ['/healthz', 'alive'],
    ['/readyz', 'ready'],
  ]) {
    const response = await fetch(`${server.http}${path}`);
    expect([response.status, await response.json()]).toEqual([200, { status }]);
  }
});
