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
      start: { command: ['node', subject('naive-cloud.mjs')], ready: { json: 'url' } },
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
  const run = await kit(['test', '--subject', path, '--verbose', '--report', 'html,junit,json', '--out', folder], {
    PLANTED: 'pl4nted-in-the-environment',
  });
  expect(run.code).toBe(1);
  const outputs = [
    run.stdout,
    run.stderr,
    ...['report.html', 'junit.xml', 'report.json'].map((file) => readFileSync(join(folder, file), 'utf8')),
  ];
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
