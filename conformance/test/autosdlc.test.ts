import { expect, test } from 'vitest';
import { ids, judged, serve, subject } from './kit.ts';

test('given a URL and one identity, a correct minimal autosdlc server has every T0 MUST verified and nothing wrong', async () => {
  const server = await serve('minimal-autosdlc.mjs');
  try {
    const { code, report } = await judged(['--url', server.url, '--profile', 'autosdlc'], {
      AGENTWIRE_TOKEN: 'a-single-token',
    });
    expect(ids(report, 'FAIL', 'WARN', 'INFO', 'INCONCLUSIVE')).toEqual([]);
    expect(code).toBe(0);
    const open = report.requirements.filter((one) => one.counts && one.tier === 'T0' && one.verdict !== 'PASS');
    expect(open.map((one) => one.id)).toEqual([]);
  } finally {
    await server.stop();
  }
});

test('with a way to publish, only what takes time or further identities stays open', async () => {
  const { code, report } = await judged(['--subject', subject('minimal-autosdlc.json')]);
  expect(ids(report, 'FAIL', 'WARN', 'INFO', 'INCONCLUSIVE')).toEqual([]);
  expect(code).toBe(0);
  const needs = report.requirements.filter((one) => one.verdict === 'UNTESTABLE').map((one) => one.needs);
  expect(needs.every((list) => list.some((need) => need === 'time' || need.startsWith('identity:')))).toBe(true);
});
