import { expect, test } from 'vitest';
import { ids, judged, subject } from './kit.ts';

const MINUTES_MS = 60_000;

test.concurrent('the mistakes of a naive cloud server are named in full and alone when time may pass', {
  timeout: 4 * MINUTES_MS,
}, async () => {
  const { code, report } = await judged(['--slow', '--subject', subject('naive-cloud.json')]);
  expect(code).toBe(1);
  expect(ids(report, 'FAIL', 'WARN')).toEqual([
    'cloud/authentication/no-sensitive-delivery',
    'cloud/errors/malformed-json',
    'cloud/heartbeat/pong',
    'cloud/heartbeat/timeout',
    'cloud/presence/shape',
  ]);
});

test.concurrent('a correct minimal cloud server is conformant when time may pass', {
  timeout: 4 * MINUTES_MS,
}, async () => {
  const { code, report, stdout } = await judged([
    '--slow',
    '--require-complete',
    '--subject',
    subject('minimal-cloud.json'),
  ]);
  expect(ids(report, 'FAIL', 'WARN', 'INFO', 'UNTESTABLE', 'INCONCLUSIVE')).toEqual([]);
  expect(code).toBe(0);
  expect(stdout).toContain('conformant');
});
