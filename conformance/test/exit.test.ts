import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { model } from '@agentwire/generated/model';
import { expect, test } from 'vitest';
import { playableNamed } from '../src/command/profiles.ts';
import { kit, subject } from './kit.ts';

const folder = mkdtempSync(join(tmpdir(), 'agentwire-'));

function manifest(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const usage: [string, string[], string][] = [
  ['an unknown profile', ['test', '--url', 'ws://127.0.0.1:1', '--profile', 'clod'], 'Did you mean cloud?'],
  ['no profile', ['test', '--url', 'ws://127.0.0.1:1'], '--profile cloud or --profile'],
  ['no address', ['test', '--url', 'nowhere', '--profile', 'cloud'], 'write it as ws://host:port'],
  [
    'a credential in the URL',
    ['test', '--url', 'ws://127.0.0.1:1/?token=abc', '--profile', 'cloud'],
    'AGENTWIRE_TOKEN',
  ],
  ['an unknown command', ['tets'], 'Did you mean test?'],
  ['an unknown option', ['test', '--sed', '3'], '--seed'],
  ['an unknown report', ['test', '--report', 'htm', '--subject', subject('minimal-cloud.json')], 'Did you mean html?'],
  [
    'nothing selected',
    ['test', '--subject', subject('minimal-cloud.json'), '--only', 'cloud/presense'],
    'Did you mean cloud/presence?',
  ],
  [
    'an unknown capability',
    ['test', '--subject', subject('minimal-cloud.json'), '--capability', 'ratelimit'],
    'Did you mean rate-limit?',
  ],
  [
    'a profile the subject has not',
    ['test', '--subject', subject('minimal-cloud.json'), '--profile', 'autosdlc'],
    'has no profile autosdlc',
  ],
  ['an unknown requirement', ['explain', 'cloud/heartbeat/pung'], 'Did you mean cloud/heartbeat/pong?'],
  ['a missing manifest', ['test', '--subject', 'nowhere.json'], 'no manifest at nowhere.json'],
  ['a manifest that is no JSON', ['test', '--subject', manifest('broken.json', '{')], 'is no JSON'],
  [
    'a manifest with a misspelt member',
    ['test', '--subject', manifest('misspelt.json', { name: 'x', url: 'ws://h', profils: {} })],
    'unknown member profils',
  ],
  [
    'a manifest without address',
    ['test', '--subject', manifest('homeless.json', { name: 'x', profiles: { cloud: {} } })],
    'needs start or url',
  ],
  ['a wrong number', ['test', '--subject', subject('minimal-cloud.json'), '--workers', 'many'], '--workers'],
  [
    'one identity under two names',
    [
      'test',
      '--subject',
      manifest('twins.json', {
        name: 'x',
        url: 'ws://127.0.0.1:1',
        profiles: { cloud: {} },
        identities: { first: { token: { value: 'one' } }, second: { token: { value: 'one' } } },
      }),
    ],
    'first and second are one and the same',
  ],
];

test.each(usage)('%s exits 2 with one clear line', async (_, args, part) => {
  const { code, stdout, stderr } = await kit(args);
  expect(stderr).toContain(part);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stdout).toBe('');
  expect(code).toBe(2);
});

test('a run that decides nothing exits 4 and says so before all else', async () => {
  const args = ['test', '--subject', subject('minimal-cloud.json'), '--only', 'cloud/heartbeat/timeout'];
  const { code, stdout } = await kit([...args, '--report', 'none']);
  expect(stdout).toMatch(/^nothing was decided: it takes minutes: add --slow/m);
  expect(code).toBe(4);
});

test('an unreachable URL exits 3 and says so', async () => {
  const { code, stderr } = await kit(['test', '--url', 'ws://127.0.0.1:1', '--profile', 'cloud']);
  expect(stderr).toMatch(/no WebSocket for cloud at ws:\/\/127\.0\.0\.1:1\/ws .*ECONNREFUSED/);
  expect(code).toBe(3);
});

test('a server without that WebSocket exits 3 and names every address that was tried', async () => {
  const server = createServer((_, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { code, stderr } = await kit(['test', '--url', url, '--profile', 'cloud']);
  server.close();
  expect(stderr).toContain(`${url}/ws (HTTP 404) nor at ${url}/cloud/ws (HTTP 404)`);
  expect(code).toBe(3);
});

test('a subject that ends before it is ready exits 3 with its own words', async () => {
  const command = ['node', '-e', 'console.error("the port is taken"); process.exit(7)'];
  const path = manifest('dying.json', {
    name: 'x',
    start: { command, ready: { json: 'url' } },
    profiles: { cloud: {} },
  });
  const { code, stderr } = await kit(['test', '--subject', path]);
  expect(stderr).toContain('ended with 7 before it was ready: the port is taken');
  expect(code).toBe(3);
});

test('a subject that is never ready exits 3', async () => {
  const start = { command: ['node', '-e', 'setInterval(() => {}, 1000)'], ready: { json: 'url', withinMs: 300 } };
  const { code, stderr } = await kit([
    'test',
    '--subject',
    manifest('mute.json', { name: 'x', start, profiles: { cloud: {} } }),
  ]);
  expect(stderr).toContain('was not ready within 300 ms');
  expect(code).toBe(3);
});

test('help shows examples and exit codes and exits 0', async () => {
  const { code, stdout } = await kit(['--help']);
  expect(stdout).toContain('Examples:');
  expect(stdout).toContain('Exit codes:');
  expect(code).toBe(0);
});

test('a profile without a channel that the kit can speak on is told', () => {
  const profiles = model.profiles.map((profile) => ({
    ...profile,
    channels: profile.channels.map((channel) => ({
      ...channel,
      facts: { ...channel.facts, transport: 'redis' as const },
    })),
  }));
  expect(() => playableNamed(['mxf'], { ...model, profiles })).toThrow('has no channel that this kit can speak on');
});

test('the requirements of a profile can be listed', async () => {
  const { code, stdout } = await kit(['list', '--profile', 'mxf']);
  expect(stdout).toContain('mxf/');
  expect(stdout).not.toMatch(/\b1 checks\b/);
  expect(code).toBe(0);
});
