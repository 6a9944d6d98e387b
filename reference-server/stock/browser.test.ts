import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { ClientProgram } from './client.ts';
import { agentStatus, notification, subscribeToAgent } from './events.ts';
import { type RunningServer, startServer } from './server.ts';

let server: RunningServer;
let site: Server;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startServer();
  site = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<title>client</title>'));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
});

afterAll(async () => {
  await browser?.close();
  site?.close();
  await server?.stop();
});

/** Opens a WebSocket in the page; `sends` go out as soon as it is open, what comes in is kept. */
async function open(url: string, sends: unknown[]): Promise<(type: string) => Promise<unknown>> {
  await page.evaluate(
    ([address, messages]) => {
      const received: { type: string }[] = [];
      const socket = new WebSocket(address);
      socket.onopen = () => {
        for (const message of messages) socket.send(JSON.stringify(message));
      };
      socket.onmessage = ({ data }) => received.push(JSON.parse(data));
      Object.assign(window, { received });
    },
    [url, sends] as const,
  );
  return async (type) => {
    const found = await page.waitForFunction(
      (wanted) =>
        (window as unknown as { received: { type: string }[] }).received.find((message) => message.type === wanted),
      type,
    );
    return found.jsonValue();
  };
}

test('cloud: a page with plain WebSocket authenticates by query and receives a published notification', async () => {
  const received = await open(`${server.url}/cloud/ws?token=test-123`, [{ type: 'user_presence', data: 'online' }]);
  expect(await received('auth')).toMatchObject({ data: { success: true } });
  expect(await received('user_presence')).toMatchObject({ data: { status: 'online' } });
  expect(await server.publish('cloud', notification)).toBeGreaterThan(0);
  expect(await received('notification')).toMatchObject(notification);
});

test('autosdlc: a page authenticates by message, subscribes and receives a published event', async () => {
  const authenticate = { type: 'auth_request', data: { type: 'api-key', token: 'test-123' } };
  const received = await open(`${server.url}/autosdlc/ws`, [authenticate, subscribeToAgent]);
  await received('connect');
  await received('auth_success');
  expect(await received('subscription_update')).toMatchObject({ data: { status: 'active' } });
  expect(await server.publish('autosdlc', agentStatus)).toBeGreaterThan(0);
  expect(await received('agent_status')).toMatchObject(agentStatus);
});

test('an agent that registers over Socket.IO and turns busy is seen by a page and by a subscriber elsewhere', async () => {
  const agent = io(server.url.replace('ws:', 'http:'), {
    path: '/mxf/socket.io/',
    auth: { domainKey: 'stock', username: 'alice', password: 'stock' },
  });
  onTestFinished(() => void agent.disconnect());
  const agentId = 'coder-001';
  const registration = { agentId, name: 'Coder', channelId: 'stock', role: 'coder' };
  expect(await agent.emitWithAck('agent:register', registration)).toEqual({ success: true });

  const seenByPage = await open(`${server.url}/cloud/ws?token=test-123`, []);
  await seenByPage('auth');
  const subscribe = JSON.stringify(subscribeToAgent);
  const address = `${server.url}/autosdlc/ws?token=test-123`;
  const subscriber = new ClientProgram('wscat', ['--no-color', '-c', address, '-x', subscribe, '-w', '-1']);
  onTestFinished(() => subscriber.stop());
  await subscriber.received('subscription_update');

  expect(await agent.emitWithAck('agent:update', { agentId, updates: { status: 'busy' } })).toEqual({ success: true });
  expect(await seenByPage('agent_status')).toMatchObject({ data: { agentName: agentId, state: 'working' } });
  expect(await subscriber.received('agent_status')).toMatchObject({
    data: { agentId, agentType: 'coder', status: 'busy', previousStatus: 'idle' },
  });
});

test('devmentor: a page with plain EventSource receives a published event with its channel', async () => {
  const address = `${server.url.replace('ws:', 'http:')}/devmentor/api/events`;
  await page.goto(address.replace('/devmentor/api/events', '/metrics'));
  await page.evaluate((url) => {
    const received: { type: string; channel: string }[] = [];
    const source = new EventSource(url);
    source.onmessage = ({ data }) => received.push(JSON.parse(data));
    Object.assign(window, { received, opened: new Promise((resolve) => source.addEventListener('open', resolve)) });
  }, address);
  await page.evaluate(() => (window as unknown as { opened: Promise<unknown> }).opened);
  const job = { channel: 'ai:jobs:status', message: { jobId: 'job_123', status: 'completed' } };
  expect(await server.publish('devmentor', job)).toBeGreaterThan(0);
  const found = await page.waitForFunction(() =>
    (window as unknown as { received: { channel: string }[] }).received.find(
      ({ channel }) => channel === 'ai:jobs:status',
    ),
  );
  expect(await found.jsonValue()).toMatchObject(job);
});
