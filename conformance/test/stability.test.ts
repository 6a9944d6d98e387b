import { expect, test } from 'vitest';
import { brokenManifest } from './broken.ts';
import { kit, subject } from './kit.ts';

test('a server that is always the same gets the same verdicts', async () => {
  const args = ['stability', '--subject', subject('minimal-cloud.json'), '--runs', '2', '--untimed'];
  const { code, stdout } = await kit(args);
  expect(stdout).toMatch(/2 runs of \d+ verdicts: 0 changed/);
  expect(code).toBe(0);
});

test('a verdict that changes is named, with the seeds that show it', async () => {
  const manifest = brokenManifest('minimal-cloud', {
    'const clients = new Set();':
      "const clients = new Set();\nimport { existsSync, writeFileSync } from 'node:fs';\nconst flip = existsSync('flipped');\nwriteFileSync('flipped', '');",
    "{ type: 'user_presence', data: { userId: client.userId, status } }":
      "{ type: 'user_presence', data: { userId: client.userId, status: flip ? 1 : status } }",
  });
  const args = ['stability', '--subject', manifest, '--runs', '2', '--only', 'cloud/presence/*', '--timeout', '1000'];
  const { code, stdout } = await kit(args);
  expect(stdout).toMatch(/changed +cloud\/presence\/shape +1 × PASS, 1 × FAIL/);
  expect(code).toBe(1);
});

test('a single run has nothing to be compared with', async () => {
  const { code, stderr } = await kit(['stability', '--subject', subject('minimal-cloud.json'), '--runs', '1']);
  expect(code).toBe(2);
  expect(stderr).toContain('--runs');
});
