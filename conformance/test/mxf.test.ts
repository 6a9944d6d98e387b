import type { Requirement } from '@agentwire/generated/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tierOf } from '../src/check.ts';
import { brokenManifest, brokenServer } from './broken.ts';
import { profileNamed } from './here.ts';
import { ids, judged, kit, requirement, type Served, serve, serveSource, subject } from './kit.ts';
import { type Faults, WRONG_SERVERS } from './mxf-faults.ts';
import { minimalMxf } from './mxf-server.ts';

const USER = JSON.stringify({ domainKey: 'minimal-domain-key', username: 'alice', password: 'minimal-password' });

describe('a correct minimal mxf server', () => {
  let server: Served;
  beforeAll(async () => {
    server = await serve('minimal-mxf.mjs');
  });
  afterAll(() => server.stop());

  test('given a URL and one key, every T0 MUST is verified and nothing is wrong', async () => {
    const { code, report } = await judged(['--url', server.url, '--profile', 'mxf'], {
      AGENTWIRE_TOKEN: 'a-single-token',
    });
    expect(ids(report, 'FAIL', 'WARN', 'INFO', 'INCONCLUSIVE')).toEqual([]);
    expect(code).toBe(0);
    const open = report.requirements.filter((one) => one.counts && one.tier === 'T0' && one.verdict !== 'PASS');
    expect(open.map((one) => one.id)).toEqual([]);
  });

  test('a user shows itself in CONNECT, and no output tells its password', async () => {
    const { code, report, stdout } = await judged(
      ['--url', `${server.url}/socket.io/`, '--profile', 'mxf', '--verbose'],
      {
        AGENTWIRE_AUTH: USER,
      },
    );
    expect(ids(report, 'FAIL', 'WARN', 'INFO', 'INCONCLUSIVE')).toEqual([]);
    expect(code).toBe(0);
    expect(requirement(report, 'mxf/messages/own').verdict).toBe('PASS');
    expect(requirement(report, 'mxf/authentication/bearer').verdict).toBe('UNTESTABLE');
    for (const secret of ['minimal-domain-key', 'minimal-password']) {
      expect(JSON.stringify(report)).not.toContain(secret);
      expect(stdout).not.toContain(secret);
    }
  });

  test('credentials that are no JSON object of texts are told', async () => {
    const args = ['test', '--url', server.url, '--profile', 'mxf', '--report', 'none'];
    const { code, stderr } = await kit(args, { AGENTWIRE_AUTH_USER: '{"password":7}' });
    expect(code).toBe(2);
    expect(stderr).toContain('AGENTWIRE_AUTH_USER must be a JSON object of texts');
  });

  test('with user and agent key, only what takes time or a tool of its own stays open', async () => {
    const { code, report } = await judged(['--subject', subject('minimal-mxf.json')]);
    expect(ids(report, 'FAIL', 'WARN', 'INFO', 'INCONCLUSIVE')).toEqual([]);
    expect(code).toBe(0);
    const needs = report.requirements.filter((one) => one.verdict === 'UNTESTABLE').map((one) => one.needs);
    const more = ['time', 'fixture:slow-tool'];
    expect(needs.filter((list) => !list.some((need) => more.includes(need)))).toEqual([]);
  });

  test('order and number of workers change no verdict', async () => {
    const args = ['--subject', subject('minimal-mxf.json')];
    const runs = [
      await judged([...args, '--workers', '1', '--seed', '1']),
      await judged([...args, '--workers', '8', '--seed', '2']),
    ];
    const [one, many] = runs.map(({ report }) => report.requirements.map(({ id, verdict }) => `${id} ${verdict}`));
    expect(one).toEqual(many);
  });
});

test('who names no control loop is not blamed for refusing an observation of none', async () => {
  const server = await serveSource(brokenServer('minimal-mxf.mjs', { "'control_loop:initialized'": "'unheard-of'" }));
  try {
    const args = ['--url', server.url, '--profile', 'mxf', '--only', 'mxf/derived/control_loop:observation/*'];
    const { report } = await judged(args, { AGENTWIRE_TOKEN: 'a-single-token' });
    const { verdict, reason } = requirement(report, 'mxf/errors/invalid-payload');
    expect(verdict).toBe('UNTESTABLE');
    expect(reason).toContain('it takes /controlLoopId of control_loop:initialized');
  } finally {
    await server.stop();
  }
});

const serverMusts = (): Requirement[] =>
  profileNamed('mxf').requirements.filter(({ party, level }) => party === 'server' && level.startsWith('MUST'));

test('three fifths of the MUST need a URL and one identity at most', () => {
  const musts = serverMusts();
  const first = musts.filter(({ needs }) => tierOf(needs) === 'T0');
  expect(first.length / musts.length).toBeGreaterThanOrEqual(0.6);
});

/** Judges a wrong server by the requirements that it breaks, with every identity that the minimal one knows. */
async function brokenBy(faults: Faults, env: Record<string, string> = {}): Promise<string[]> {
  const server = await serveSource(minimalMxf(Object.assign({}, ...Object.values(faults))));
  const agentKey = {
    domainKey: 'minimal-domain-key',
    keyId: 'key-1',
    secretKey: 'minimal-secret-key',
    agentId: 'minimal-agent',
  };
  try {
    const only = Object.keys(faults).flatMap((id) => ['--only', id]);
    const { report } = await judged(['--url', server.url, '--profile', 'mxf', '--timeout', '1000', ...only], {
      AGENTWIRE_TOKEN: 'a-single-token',
      AGENTWIRE_TOKEN_SECOND: 'another-token',
      AGENTWIRE_AUTH_USER: USER,
      AGENTWIRE_AUTH_AGENT_KEY: JSON.stringify(agentKey),
      ...env,
    });
    return ids(report, 'FAIL', 'WARN', 'INFO');
  } finally {
    await server.stop();
  }
}

describe('wrong mxf servers', () => {
  test.each(WRONG_SERVERS)('$name breaks what it is meant to break', async ({ faults }) => {
    const broken = await brokenBy(faults);
    expect(Object.keys(faults).filter((id) => !broken.includes(id))).toEqual([]);
  });

  test('one that takes no key in the header is told so by whoever has another way in', async () => {
    const faults = { 'mxf/authentication/bearer': { "if (bearer.split('.').length === 3) throw": 'throw' } };
    expect(await brokenBy(faults, { AGENTWIRE_AUTH: USER })).toEqual(['mxf/authentication/bearer']);
  });

  test('one that declares long-polling and has none breaks a MAY', async () => {
    const server = await serve('minimal-mxf.mjs');
    try {
      const args = [
        '--url',
        server.url,
        '--profile',
        'mxf',
        '--capability',
        'polling',
        '--only',
        'mxf/transport/polling',
      ];
      expect(ids((await judged(args)).report, 'INFO')).toEqual(['mxf/transport/polling']);
    } finally {
      await server.stop();
    }
  });

  test('one that puts clients out without a word breaks what says that it tells them', async () => {
    const manifest = brokenManifest('minimal-mxf', {
      'server.disconnectSockets(true)': 'for (const { conn } of server.sockets.sockets.values()) conn.close()',
    });
    const { report } = await judged(['--subject', manifest, '--only', 'mxf/put-out']);
    expect(ids(report, 'FAIL')).toEqual(['mxf/closing/disconnect-packet']);
  });

  test('every MUST that takes no time is broken by one of them', () => {
    const broken = new Set([
      'mxf/authentication/bearer',
      'mxf/closing/disconnect-packet',
      ...WRONG_SERVERS.flatMap(({ faults }) => Object.keys(faults)),
    ]);
    const left = serverMusts().filter(
      ({ id, needs, excused }) => !excused && !needs.includes('time') && !broken.has(id),
    );
    expect(left.map(({ id }) => id)).toEqual(['mxf/transport/upgrade']);
  });
});
