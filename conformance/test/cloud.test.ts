import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ids, judged, requirement, type Served, serve, subject } from './kit.ts';

describe('a correct minimal cloud server', () => {
  let server: Served;
  beforeAll(async () => {
    server = await serve('minimal-cloud.mjs');
  });
  afterAll(() => server.stop());

  test('given a URL and one identity, every T0 MUST is verified and nothing is wrong', async () => {
    const { code, report } = await judged(['--url', server.url, '--profile', 'cloud'], {
      AGENTWIRE_TOKEN: 'a-single-token',
    });
    expect(code).toBe(0);
    expect(ids(report, 'FAIL', 'WARN', 'INFO', 'INCONCLUSIVE')).toEqual([]);
    const open = report.requirements.filter((one) => one.counts && one.tier === 'T0' && one.verdict !== 'PASS');
    expect(open.map((one) => one.id)).toEqual([]);
  });

  test('a full channel address is recognised, and the exit code says that MUST are open', async () => {
    const { code, report } = await judged(['--url', `${server.url}/ws`, '--profile', 'cloud', '--require-complete'], {
      AGENTWIRE_TOKEN: 'a-single-token',
    });
    expect(code).toBe(4);
    expect(report.profiles[0]?.conformant).toBe(false);
  });

  test('without any credential it is still judged, and the variable is named', async () => {
    const { code, report, stdout } = await judged(['--url', server.url, '--profile', 'cloud']);
    expect(code).toBe(0);
    expect(requirement(report, 'cloud/authentication/failed-auth').verdict).toBe('PASS');
    expect(requirement(report, 'cloud/presence/shape').verdict).toBe('UNTESTABLE');
    expect(stdout).toContain('set AGENTWIRE_TOKEN');
    expect(stdout).not.toContain('conformant');
  });

  test('order and number of workers change no verdict', async () => {
    const args = ['--subject', subject('minimal-cloud.json')];
    const runs = [
      await judged([...args, '--workers', '1', '--seed', '1']),
      await judged([...args, '--workers', '8', '--seed', '2']),
    ];
    const [one, many] = runs.map(({ report }) => report.requirements.map(({ id, verdict }) => `${id} ${verdict}`));
    expect(one).toEqual(many);
  });

  test('each scenario alone gives the verdict it gives among all', async () => {
    const { report } = await judged(['--subject', subject('minimal-cloud.json'), '--only', 'cloud/presence/offline']);
    expect(ids(report, 'PASS')).toEqual(['cloud/presence/offline']);
    expect(report.run.partial).toBe(true);
  });
});

describe('a naive cloud server', () => {
  test('given a URL and one token, three mistakes fail and the two others say what they take', async () => {
    const server = await serve('naive-cloud.mjs');
    try {
      const { code, report } = await judged(['--url', server.url, '--profile', 'cloud'], {
        AGENTWIRE_TOKEN: 'a-single-token',
      });
      expect(code).toBe(1);
      expect(ids(report, 'FAIL', 'WARN', 'INFO')).toEqual([
        'cloud/errors/malformed-json',
        'cloud/heartbeat/pong',
        'cloud/presence/shape',
      ]);
      expect(requirement(report, 'cloud/heartbeat/timeout')).toMatchObject({
        verdict: 'UNTESTABLE',
        reason: expect.stringContaining('--slow'),
      });
      expect(requirement(report, 'cloud/authentication/no-sensitive-delivery')).toMatchObject({
        verdict: 'UNTESTABLE',
        reason: expect.stringContaining('`emit` in its manifest'),
      });
    } finally {
      await server.stop();
    }
  });

  test('a failure tells sentence, expected, actual, transcript, place and command', async () => {
    const { stdout } = await judged(['--subject', subject('naive-cloud.json'), '--only', 'cloud/heartbeat/pong']);
    for (const part of [
      'The server answers ping with pong, which carries a timestamp.',
      '/timestamp',
      '{"type":"pong"}',
      'profiles/cloud/requirements.yaml:',
      'npx agentwire-conformance test --subject',
      '--only cloud/heartbeat-pong',
    ]) {
      expect(stdout).toContain(part);
    }
    expect(stdout).toMatch(/\d+ ms alice\s+opens/);
  });
});
