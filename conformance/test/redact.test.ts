import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Redactor } from '../src/redact.ts';
import { kit, subject } from './kit.ts';

test('a planted secret is found in no output', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'agentwire-'));
  const secrets = ['pl4nted secret+&/"1', 'pl4nted-secret-2', 'pl4nted-key-3'];
  const path = join(folder, 'subject.json');
  writeFileSync(
    path,
    JSON.stringify({
      name: 'naive',
      start: {
        command: [
          'node',
          '--import',
          `data:text/javascript,console.error(process.env.API_KEY)`,
          subject('naive-cloud.mjs'),
        ],
        env: { API_KEY: 'pl4nted-in-the-start' },
        ready: { json: 'url' },
      },
      profiles: { cloud: { capabilities: ['jwt'] } },
      identities: {
        first: { token: { value: secrets[0] } },
        second: { token: { command: ['echo', secrets[1]] } },
        forged: { token: { jwt: { algorithm: 'HS256', secret: { value: secrets[2] }, claims: { sub: 'a' } } } },
        expired: {
          token: { jwt: { algorithm: 'HS256', secret: { value: secrets[2] }, claims: { sub: 'b' }, expiresInS: -60 } },
        },
        forbidden: { token: { env: 'PLANTED' } },
      },
    }),
  );
  const env = { PLANTED: 'pl4nted-in-the-environment' };
  const kinds = 'html,json,junit,ctrf,markdown,badge';
  const run = await kit(['test', '--subject', path, '--verbose', '--report', kinds, '--out', folder], env);
  expect(run.code).toBe(1);
  const files = ['report.html', 'report.json', 'junit.xml', 'ctrf.json', 'summary.md', 'badge.svg'];
  const doctor = await kit(['doctor', '--subject', path], env);
  const replay = await kit(['replay', join(folder, 'report.json'), 'cloud/heartbeat-pong', '--verbose'], env);
  const outputs = [
    ...[run, doctor, replay].flatMap(({ stdout, stderr }) => [stdout, stderr]),
    ...files.map((file) => readFileSync(join(folder, file), 'utf8')),
  ];
  expect(replay.stdout).toContain('same: cloud/heartbeat-pong is FAIL again');
  for (const output of outputs) {
    expect(output).not.toContain('pl4nted');
    expect(output).not.toMatch(/eyJ[A-Za-z0-9_-]+\.eyJ[A-Za-z0-9_-]*J(?!ub2JvZHki)[A-Za-z0-9_-]*\./);
  }
  expect(run.stdout).toContain('‹first›');
});

test('secrets are found in every form in which they are written', () => {
  const redactor = new Redactor();
  redactor.add('a b&c"', 'first');
  expect(redactor.text('a b&c" a%20b%26c%22 a+b%26c%22 a b&c\\"')).toBe('‹first› ‹first› ‹first› ‹first›');
  expect(redactor.deep({ 'a b&c"': ['x a b&c"'] })).toEqual({ '‹first›': ['x ‹first›'] });
});

test('what a server says when it does not start is told without the secrets of its environment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'agentwire-'));
  const path = join(folder, 'subject.json');
  const start = {
    command: ['node', '--eval', 'console.error(process.env.API_KEY, process.env.MODE); process.exit(1)'],
    env: { API_KEY: 'pl4nted-in-the-start', MODE: 'production' },
    ready: { json: 'url' },
  };
  writeFileSync(path, JSON.stringify({ name: 'x', start, profiles: { cloud: {} } }));
  for (const command of ['test', 'doctor']) {
    const { code, stdout, stderr } = await kit([command, '--subject', path]);
    expect(stdout + stderr).toContain('‹API_KEY› production');
    expect(stdout + stderr).not.toContain('pl4nted');
    expect(code).toBe(3);
  }
});
