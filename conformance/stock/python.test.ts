import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ids, judged } from '../test/kit.ts';

const manifest = fileURLToPath(new URL('minimal-cloud.json', import.meta.url));

test('a correct server in Python earns no complaint, and its T0 MUSTs are verified', { timeout: 120_000 }, async () => {
  const { code, report } = await judged(['--subject', manifest, '--profile', 'cloud'], {
    AGENTWIRE_TOKEN_SECOND: 'minimal-token-two',
  });
  expect(ids(report, 'FAIL', 'WARN', 'INFO', 'INCONCLUSIVE')).toEqual([]);
  const open = report.requirements.filter((one) => one.counts && one.tier === 'T0' && one.verdict !== 'PASS');
  expect(open.map(({ id }) => id)).toEqual([]);
  expect(report.requirements.find(({ id }) => id === 'cloud/presence/offline')?.verdict).toBe('PASS');
  expect(code).toBe(0);
});
