import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get, type RequestOptions } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { notification } from './events.ts';
import { type RunningServer, startServer } from './server.ts';

const nginx = '/usr/sbin/nginx';
const example = readFileSync(new URL('../deploy/nginx.conf', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'agentwire-nginx-'));
const conf = join(folder, 'nginx.conf');
const globals = `daemon off; pid ${folder}/pid; error_log ${folder}/error.log;`;

let server: RunningServer;
let tls: RequestOptions;
let port: number;
let proxy: ReturnType<typeof spawn>;

beforeAll(async () => {
  server = await startServer();
  port = await freePort();
  const pem = await generate([{ name: 'commonName', value: 'localhost' }]);
  writeFileSync(join(folder, 'cert.pem'), pem.cert);
  writeFileSync(join(folder, 'key.pem'), pem.private);
  tls = { ca: pem.cert, servername: 'localhost', host: '127.0.0.1', port };
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder};`);
  writeFileSync(
    conf,
    example
      .replace('listen 443', `listen 127.0.0.1:${port}`)
      .replaceAll('/etc/agentwire/', `${folder}/`)
      .replaceAll('127.0.0.1:3000', new URL(server.url).host)
      .replace('http {', `http {\n${folders.join('\n')}`),
  );
  proxy = spawn(nginx, ['-c', conf, '-g', globals], { stdio: 'ignore' });
  while ((await status('/healthz')) !== 200) expect(proxy.exitCode).toBeNull();
});

afterAll(async () => {
  proxy.kill();
  await once(proxy, 'exit');
  await server.stop();
  rmSync(folder, { recursive: true });
});

test('nginx finds no fault with the example', () => {
  const { status: code, stderr } = spawnSync(nginx, ['-t', '-c', conf, '-g', globals]);
  expect(stderr.toString()).toContain('test is successful');
  expect(stderr.toString()).not.toContain('[warn]');
  expect(code).toBe(0);
});

test('a WebSocket goes through it, TLS to the client', async () => {
  const socket = new WebSocket(`wss://127.0.0.1:${port}/cloud/ws?token=test-123`, tls);
  const received: { type: string }[] = [];
  socket.on('message', (data) => received.push(JSON.parse(data.toString())));
  await once(socket, 'open');
  await expect.poll(() => received.map(({ type }) => type)).toEqual(['auth']);
  expect(await server.publish('cloud', notification)).toBe(1);
  await expect.poll(() => received.map(({ type }) => type)).toEqual(['auth', 'notification']);
  socket.terminate();
});

test('an event goes through it as it comes', async () => {
  let text = '';
  const stream = get({ ...tls, path: '/devmentor/api/events' }, (response) => {
    response.on('error', () => {});
    response.on('data', (chunk) => {
      text += chunk;
    });
  });
  stream.on('error', () => {});
  await expect.poll(() => text).toContain('retry:');
  const event = { channel: 'ui:activity', message: { activity: 'seen' } };
  expect(await server.publish('devmentor', event)).toBe(1);
  await expect.poll(() => text).toContain('"seen"');
  stream.destroy();
});

test.each(['/metrics', '/control/stats'])('%s is not for everybody', async (path) => {
  expect(await status(path)).toBe(404);
});

function status(path: string): Promise<number> {
  return new Promise((resolve) => {
    const asked = get({ ...tls, path, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', () => resolve(0));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port: free } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return free;
}
