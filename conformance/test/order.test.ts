import { expect, test } from 'vitest';
import { brokenCloudManifest } from './broken.ts';
import { judged, requirement, subject } from './kit.ts';

/** Whoever is connected may say who is there, and nobody is told when somebody leaves. */
const TWO_FAULTS = {
  "if (!client.userId) refuse(client, 'Not authenticated');\n    else if": 'if',
  'clients.delete(client);': 'clients.delete(client);\n  if (client) return;',
};

const ORDERS = [1, 2, 3, 4, 5].map((seed) => [String(seed), seed % 2 === 0 ? '1' : '8'] as const);

async function verdicts(manifest: string): Promise<string[][]> {
  const all: string[][] = [];
  for (const [seed, workers] of ORDERS) {
    const { report } = await judged(['--subject', manifest, '--timeout', '1500', '--seed', seed, '--workers', workers]);
    all.push(report.requirements.map(({ id, verdict }) => `${id} ${verdict}`));
  }
  return all;
}

test('a server with two faults gets the same verdicts in every order', async () => {
  const manifest = brokenCloudManifest(TWO_FAULTS);
  const { report } = await judged(['--subject', manifest, '--timeout', '1500']);
  expect(requirement(report, 'cloud/presence/offline').verdict).toBe('FAIL');
  const [first, ...others] = await verdicts(manifest);
  for (const other of others) expect(other).toEqual(first);
}, 240_000);

test('a naive server gets the same verdicts in every order', async () => {
  const [first, ...others] = await verdicts(subject('naive-cloud.json'));
  for (const other of others) expect(other).toEqual(first);
}, 240_000);
