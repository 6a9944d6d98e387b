import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ClientProgram } from './client.ts';
import { agentStatus, notification, subscribeToAgent } from './events.ts';
import { type RunningServer, startServer } from './server.ts';

const script = fileURLToPath(new URL('client.py', import.meta.url));
const subscribe = JSON.stringify(subscribeToAgent);

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

function run(command: string, args: readonly string[]): ClientProgram {
  const client = new ClientProgram(command, args);
  onTestFinished(() => client.stop());
  return client;
}

describe('cloud: authenticates by query, receives a published notification', () => {
  const address = () => `${server.url}/cloud/ws?token=test-123`;
  test.each([
    ['wscat', () => run('wscat', ['--no-color', '-c', address(), '-x', '{"type":"ping"}', '-w', '-1'])],
    ['python3-websockets', () => run('/usr/bin/python3', [script, address(), '', '{"type":"ping"}'])],
  ])('%s', async (_, start) => {
    const client = start();
    expect(await client.received('auth')).toMatchObject({ data: { success: true } });
    await client.received('pong');
    expect(await server.publish('cloud', notification)).toBeGreaterThan(0);
    expect(await client.received('notification')).toMatchObject(notification);
  });
});

describe('autosdlc: authenticates by header, subscribes, receives a published event', () => {
  const address = () => `${server.url}/autosdlc/ws`;
  test.each([
    [
      'wscat',
      () =>
        run('wscat', [
          '--no-color',
          '-c',
          address(),
          '-H',
          'Authorization: Bearer test-123',
          '-x',
          subscribe,
          '-w',
          '-1',
        ]),
    ],
    ['python3-websockets', () => run('/usr/bin/python3', [script, address(), 'test-123', subscribe])],
  ])('%s', async (_, start) => {
    const client = start();
    await client.received('connect');
    expect(await client.received('subscription_update')).toMatchObject({ data: { status: 'active' } });
    expect(await server.publish('autosdlc', agentStatus)).toBeGreaterThan(0);
    expect(await client.received('agent_status')).toMatchObject(agentStatus);
  });
});
