import { writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from './folder.ts';
import { Agent } from './mxf-client.ts';
import { run, serve } from './server-process.ts';
import { open } from './socket.ts';

async function certificate() {
  const pem = await generate([{ name: 'commonName', value: 'localhost' }]);
  const folder = temporaryFolder();
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  writeFileSync(cert, pem.cert);
  writeFileSync(key, pem.private);
  return { cert, key, ca: pem.cert };
}

describe('with a certificate and its key', () => {
  test('the server speaks TLS, and nothing else', async () => {
    const { cert, key, ca } = await certificate();
    const server = await serve(['--tls-cert', cert, '--tls-key', key]);
    expect(server.url).toMatch(/^wss:/);
    const tls = { ca, servername: 'localhost' };
    const client = await open(`${server.url}/cloud/ws?token=a`, tls);
    await client.settled();
    const status = await new Promise((resolve, reject) =>
      get(`${server.url.replace('wss:', 'https:')}/metrics`, tls, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).once('error', reject),
    );
    expect(status).toBe(200);
    await expect(fetch(`${server.url.replace('wss:', 'http:')}/metrics`)).rejects.toThrow();
    await client.settled();
    server.child.kill('SIGTERM');
    expect(await client.closed).toBe(1001);
    expect(await server.exited).toBe(0);
  });

  test.each([['websocket'], ['polling'], ['polling', 'websocket']])(
    'and so do agents on Socket.IO: %s',
    async (...transports) => {
      const { cert, key, ca } = await certificate();
      const server = await serve(['--tls-cert', cert, '--tls-key', key]);
      const agent = await Agent.register(server, { agentId: 'a' }, { transports, ca });
      await agent.emit('message:send', { channelId: 'lobby', content: 'hello' });
      expect(await agent.next('message')).toMatchObject({ content: 'hello' });
    },
  );
});

describe('a start without TLS that was asked for says why, exit 2', () => {
  test.each<[string, (own: { cert: string; key: string }, other: { cert: string; key: string }) => string[], string]>([
    ['a certificate alone', ({ cert }) => ['--tls-cert', cert], 'go together'],
    ['a key of another certificate', ({ cert }, { key }) => ['--tls-cert', cert, '--tls-key', key], 'key'],
    ['a file that is none', ({ cert }) => ['--tls-cert', cert, '--tls-key', '/nowhere/key.pem'], '/nowhere/key.pem'],
    ['files the wrong way round', ({ cert, key }) => ['--tls-cert', key, '--tls-key', cert], '--tls-cert'],
  ])('%s', async (_, args, expected) => {
    const { exited, stderr } = run(['--port', '0', ...args(await certificate(), await certificate())]);
    expect(await exited).toBe(2);
    expect(stderr).toEqual([expect.stringContaining(expected)]);
    expect(stderr.join()).not.toContain('PRIVATE KEY');
  });
});
