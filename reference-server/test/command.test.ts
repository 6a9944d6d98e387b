import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { run, serve, writeJson } from './server-process.ts';
import { Client, ofType } from './socket.ts';

describe('start', () => {
  test('prints one line on stdout: where, what and who', async () => {
    const server = await serve(['--profiles', 'cloud']);
    expect(server.stdout).toHaveLength(1);
    const ready = JSON.parse(server.stdout[0] ?? '');
    expect(ready).toEqual({ url: server.url, profiles: ['cloud'], pid: server.child.pid });
    expect(server.url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${server.http}/autosdlc/ws`)).status).toBe(404);
  });

  test('takes its options from the environment, and flags go first', async () => {
    const running = run(['--profiles', 'cloud'], { AGENTWIRE_PORT: '0', AGENTWIRE_PROFILES: 'autosdlc' });
    await expect.poll(() => running.stdout.length).toBe(1);
    expect(JSON.parse(running.stdout[0] ?? '').profiles).toEqual(['cloud']);
  });

  test('takes the names that DevMentor’s document gives, ours first, and an empty one as absent', async () => {
    const env = { WS_PORT: '70000', AGENTWIRE_PORT: '0', WS_PATH: '/ide', AUTH_REQUIRED: 'false', AGENTWIRE_DATA: '' };
    const running = run(['--native', 'devmentor'], { ...env, REDIS_URL: 'redis://nowhere' });
    await expect.poll(() => running.stdout.length).toBe(1);
    const client = new Client(`${JSON.parse(running.stdout[0] ?? '').url}/ide`);
    await new Promise((resolve) => client.socket.once('open', resolve));
    client.send({ type: 'handshake', data: {} });
    expect(await client.next(ofType('welcome'))).toMatchObject({ data: { userId: 'anonymous' } });
    await expect.poll(() => running.stderr.some((line) => line.includes('"variable":"REDIS_URL"'))).toBe(true);
    const { exited, stderr } = run([], { WS_PORT: '70000' });
    expect(await exited).toBe(2);
    expect(stderr).toEqual([expect.stringContaining('WS_PORT')]);
  });

  test('says in its help what every option is called in the environment, and how it is used', async () => {
    const { exited, stdout, stderr } = run(['--help']);
    expect(await exited).toBe(0);
    expect(stderr).toEqual([]);
    const help = stdout.join(' ').replaceAll(/\s+/g, ' ');
    for (const [flag] of help.matchAll(/--[a-z][a-z-]+(?= <)/g)) {
      expect(help).toContain(`AGENTWIRE_${flag.slice(2).replaceAll('-', '_').toUpperCase()}`);
    }
    for (const name of ['WS_PORT', 'WS_PATH', 'AUTH_REQUIRED', 'MAX_CONNECTIONS', 'ENABLE_METRICS', 'Examples:']) {
      expect(help).toContain(name);
    }
  });

  test('warns on stderr, in JSON, that without credentials anybody is let in', async () => {
    const server = await serve();
    await expect.poll(() => server.stderr.some((line) => JSON.parse(line).msg.includes('development mode'))).toBe(true);
  });
});

describe('a start that fails says why in one line', () => {
  test.each<[string, string[], string]>([
    ['an unknown flag', ['--prot', '1'], "unknown option '--prot'"],
    ['a port that is none', ['--port', '70000'], '--port'],
    ['an unknown profile', ['--profiles', 'cloud,nope'], 'cloud, autosdlc'],
    ['a native profile that is not served', ['--profiles', 'codex', '--native', 'cloud'], '--native cloud'],
    ['a path that is none', ['--devmentor-path', 'ws'], '--devmentor-path'],
    ['a frame filter that is none', ['--log-frames', 'colour=red'], '--log-frames'],
    ['a time to drain that is none', ['--drain-ms', '1.5'], '--drain-ms'],
    ['an excess argument', ['extra'], 'too many arguments'],
    ['a credentials file that is missing', ['--credentials', '/nowhere/keys.json'], '/nowhere/keys.json'],
    ['development mode on an open address', ['--host', '0.0.0.0'], '--credentials'],
  ])('%s, exit 2', async (_, args, expected) => {
    const { exited, stdout, stderr } = run(args);
    expect(await exited).toBe(2);
    expect(stdout).toEqual([]);
    expect(stderr).toHaveLength(1);
    expect(stderr[0]).toContain(expected);
  });

  test('a credentials file of the wrong shape, exit 2, without its secrets', async () => {
    const path = writeJson({ apiKeys: [{ key: 'very-secret', userId: 7 }] });
    const { exited, stderr } = run(['--credentials', path]);
    expect(await exited).toBe(2);
    expect(stderr).toEqual([expect.stringContaining('apiKeys[0].userId')]);
    expect(stderr.join()).not.toContain('very-secret');
  });

  test.each([
    ['the file', { apikeys: [] }, 'unknown member apikeys; known are jwt, apiKeys, domains'],
    ['a domain', { domains: [{ key: 'k', user: [] }] }, 'domains[0]: unknown member user'],
  ])('a misspelt member of %s, which would let nobody in, exit 2', async (_, file, words) => {
    const { exited, stderr } = run(['--credentials', writeJson(file)]);
    expect(await exited).toBe(2);
    expect(stderr).toEqual([expect.stringContaining(words)]);
  });

  test('a key that stands twice, and so would be two identities, exit 2, without it', async () => {
    const [first, second] = ['alice', 'bob'].map((userId) => ({ key: 'very-secret', userId }));
    const { exited, stderr } = run(['--credentials', writeJson({ apiKeys: [first, second] })]);
    expect(await exited).toBe(2);
    expect(stderr).toEqual([expect.stringContaining('apiKeys[1].key is that of')]);
    expect(stderr.join()).not.toContain('very-secret');
  });

  test('a key that is no key, exit 2', async () => {
    const { exited, stderr } = run(['--credentials', writeJson({ jwt: { rs256PublicKey: 'not a PEM' } })]);
    expect(await exited).toBe(2);
    expect(stderr).toEqual([expect.stringContaining('rs256PublicKey')]);
  });

  test('a port in use, exit 3', async () => {
    const first = await serve();
    const { port } = new URL(first.url);
    first.child.kill();
    await first.exited;
    // A port that was asked for by number could be shared, one that was picked could not.
    await serve(['--port', port]);
    const { exited, stderr } = run(['--port', port]);
    expect(await exited).toBe(3);
    expect(stderr).toEqual([expect.stringContaining(port)]);
  });

  const oldNode = ['/usr/bin/node', '/usr/local/bin/node'].find(
    (path) => existsSync(path) && !spawnSync(path, ['--version']).stdout.toString().startsWith('v22'),
  );
  test.runIf(oldNode)('a Node that it does not run on, exit 2', () => {
    const bin = fileURLToPath(new URL('../bin/agentwire-server.mjs', import.meta.url));
    const { status, stderr } = spawnSync(oldNode ?? '', [bin]);
    expect(status).toBe(2);
    expect(stderr.toString()).toMatch(/^agentwire-server: needs Node 22.*\n$/);
  });
});
