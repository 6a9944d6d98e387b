import { expect, test } from 'vitest';
import { ids, judged, serve, subject } from './kit.ts';

test('given a URL and one key, a correct minimal devmentor server has every T0 MUST verified and nothing wrong', async () => {
  const server = await serve('minimal-devmentor.mjs');
  try {
    const { code, report } = await judged(['--url', server.url, '--profile', 'devmentor'], {
      AGENTWIRE_TOKEN: 'a-single-key',
    });
    expect(ids(report, 'FAIL', 'WARN', 'INFO', 'INCONCLUSIVE')).toEqual([]);
    expect(code).toBe(0);
    const open = report.requirements.filter((one) => one.counts && one.tier === 'T0' && one.verdict !== 'PASS');
    expect(open.map((one) => one.id)).toEqual([]);
  } finally {
    await server.stop();
  }
});

test('with a way to publish and a second key, only what takes time stays open', async () => {
  const { code, report } = await judged(['--subject', subject('minimal-devmentor.json')]);
  expect(ids(report, 'FAIL', 'WARN', 'INFO', 'INCONCLUSIVE')).toEqual([]);
  expect(code).toBe(0);
  const open = report.requirements.filter((one) => one.verdict === 'UNTESTABLE');
  expect(open.filter((one) => !one.needs.includes('time')).map((one) => one.id)).toEqual([]);
});

test('at least half of the MUST are decided by a URL and one key', async () => {
  const { report } = await judged(['--subject', subject('minimal-devmentor.json')]);
  const musts = report.requirements.filter((one) => one.counts);
  expect(musts.filter((one) => one.tier === 'T0').length / musts.length).toBeGreaterThanOrEqual(0.5);
});
