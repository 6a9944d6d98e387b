import { describe, expect, test } from 'vitest';
import { Agent } from './mxf-client.ts';
import { serve } from './server-process.ts';
import { Client, ofType, open } from './socket.ts';

/** A client as the system's own document writes it: this address, and this as its first exchange. */
const clients: [profile: string, address: string, send: object | undefined, answer: string][] = [
  ['cloud', '/ws?token=a', undefined, 'auth'],
  ['autosdlc', '/ws?token=a', undefined, 'connect'],
  ['codex', '/v1/ws', { type: 'ping', timestamp: 1 }, 'pong'],
  ['codex', '/v1/agents', undefined, 'pong'],
  ['codex', '/v1/projects/project-123/stream', undefined, 'pong'],
  ['devmentor', '/ws', { type: 'handshake', data: { apiKey: 'a' } }, 'welcome'],
];

describe('--native', () => {
  test.each(clients)('serves %s at %s', async (profile, address, send, answer) => {
    const server = await serve(['--native', profile]);
    expect(JSON.parse(server.stdout[0] ?? '')).toMatchObject({ native: profile });
    const client = new Client(`${server.url}${address}`);
    await new Promise((resolve) => client.socket.once('open', resolve));
    if (send) client.send(send);
    await client.next(ofType(answer));
    expect((await fetch(`${server.http}/${profile}${address}`)).status).toBe(404);
  });

  test.each([['websocket'], ['polling'], ['polling', 'websocket']])(
    'serves mxf where its clients look: %s',
    async (...transports) => {
      const server = await serve(['--native', 'mxf']);
      const agent = await Agent.register(server, { agentId: 'agent-123' }, { path: '/socket.io/', transports });
      expect(await agent.next('agent:registered')).toMatchObject({ agentId: 'agent-123' });
      expect((await fetch(`${server.http}/mxf/socket.io/?EIO=4&transport=polling`)).status).toBe(404);
    },
  );

  test('serves the event stream of devmentor where a page looks for it', async () => {
    const server = await serve(['--native', 'devmentor']);
    const response = await fetch(`${server.http}/api/events`);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    await response.body?.cancel();
  });

  test('leaves the others, and what is not of the system, where they are', async () => {
    const server = await serve(['--native', 'cloud']);
    await open(`${server.url}/autosdlc/ws?token=a`);
    const client = await open(`${server.url}/ws?token=a`);
    const notification = { type: 'notification', data: { level: 'info', message: 'hello' } };
    expect(await server.publish('/cloud/publish', notification)).toMatchObject({ body: { recipients: 1 } });
    await client.next(ofType('notification'));
  });
});

describe('--devmentor-path', () => {
  test('moves the socket of devmentor (DEVMENTOR-B01)', async () => {
    const server = await serve(['--devmentor-path', '/ide/socket']);
    expect((await fetch(`${server.http}/devmentor/ide/socket`)).status).toBe(426);
    expect((await fetch(`${server.http}/devmentor/ws`)).status).toBe(404);
  });
});
