import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
