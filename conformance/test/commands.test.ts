import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Report } from '../src/report/report.ts';
import { brokenCloud, brokenCloudManifest } from './broken.ts';
import { kit, requirement, serveSource, subject } from './kit.ts';

const DEAF = { "ping: (client) => send(client, { type: 'pong' })": "ping: (client) => send(client, { type: 'pang' })" };
const token = { AGENTWIRE_TOKEN: 'a-single-token' };

const folder = (): string => mkdtempSync(join(tmpdir(), 'agentwire-'));

/** Judges a cloud server and keeps the report; returns its path. */
async function reportOf(args: string[], env: Record<string, string> = {}): Promise<string> {
  const out = folder();
  await kit(['test', ...args, '--report', 'json', '--out', out], env);
  return join(out, 'report.json');
}

const read = (file: string): Report => JSON.parse(readFileSync(file, 'utf8'));

test('replay plays the check alone and says whether it says the same', async () => {
  const id = 'cloud/heartbeat-pong';
  const broken = await serveSource(brokenCloud(DEAF));
  const file = await (async () => {
    try {
      const args = ['--url', broken.url, '--profile', 'cloud', '--timeout', '500', '--only', 'cloud/heartbeat'];
      const report = await reportOf(args, token);
      const same = await kit(['replay', report, id], token);
      expect(same.stdout).toContain(`same: ${id} is FAIL again`);
      expect(same.code).toBe(0);
      const nobody = await kit(['replay', report, id]);
      expect(nobody).toMatchObject({ code: 2, stderr: expect.stringContaining('set AGENTWIRE_TOKEN as before') });
      return report;
    } finally {
      await broken.stop();
    }
  })();
  const mended = await serveSource(brokenCloud({}), Number(new URL(broken.url).port));
  try {
    const different = await kit(['replay', file, 'cloud/heartbeat/pong'], token);
    expect(different.stdout).toContain(`different: ${id}: cloud/heartbeat/pong was FAIL, is PASS`);
    expect(different.code).toBe(1);
  } finally {
    await mended.stop();
  }
});

test('replay says what is wrong with a report or an id', async () => {
  const file = await reportOf(['--subject', subject('minimal-cloud.json'), '--only', 'cloud/heartbeat-pong']);
  const misspelt = await kit(['replay', file, 'cloud/heartbeat-pung']);
  expect(misspelt).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean cloud/heartbeat-pong?') });
  const absent = await kit(['replay', 'nowhere.json', 'x']);
  expect(absent).toMatchObject({ code: 2, stderr: expect.stringContaining('no report at nowhere.json') });
  const other = await kit(['replay', subject('minimal-cloud.json'), 'x']);
  expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('is no report of this kit') });
});

test('list tells what the schemas demand and no derived check breaks', async () => {
  const { code, stdout } = await kit(['list', '--places', '--profile', 'mxf']);
  expect(stdout).toMatch(/^mxf: derived checks break \d+ of the \d+ schema keywords of client messages, 9\d\.\d %/);
  expect(stdout).toContain('a packet of the transport, which scenarios decide\n    mxf connect /type');
  expect(code).toBe(0);
});

test('diff tells what fails newly, is mended, appeared and vanished', async () => {
  const only = ['--only', 'cloud/heartbeat-pong'];
  const good = await reportOf(['--subject', subject('minimal-cloud.json'), ...only]);
  const bad = await reportOf(['--subject', brokenCloudManifest(DEAF), '--timeout', '500', ...only]);
  const wider = await reportOf(['--subject', subject('minimal-cloud.json'), ...only, '--only', 'cloud/unknown-type']);
  const worse = await kit(['diff', good, bad]);
  expect(worse.stdout).toMatch(/newly failing: \d+ requirements?\n {2}cloud\/heartbeat\/pong {2}PASS → FAIL/u);
  expect(worse.code).toBe(1);
  const better = await kit(['diff', bad, good]);
  expect(better.stdout).toMatch(/mended: \d+ requirements?\n {2}cloud\/heartbeat\/pong {2}FAIL → PASS/u);
  expect(better.code).toBe(0);
  expect(await kit(['diff', good, good])).toMatchObject({ code: 0, stdout: expect.stringContaining('no difference') });
  expect((await kit(['diff', good, wider])).stdout).toMatch(/appeared: 1 check\n {2}cloud\/unknown-type/u);
  expect((await kit(['diff', wider, good])).stdout).toMatch(/vanished: 1 check\n {2}cloud\/unknown-type/u);
});

test('a baseline accepts what it names until it expires, and must not rot', async () => {
  const broken = brokenCloudManifest(DEAF);
  const judge = async (manifest: string, accepted: object[]) => {
    const out = folder();
    const baseline = join(out, 'accepted.json');
    writeFileSync(baseline, JSON.stringify({ accepted }));
    const only = ['--only', 'cloud/heartbeat-pong', '--only', 'cloud/authentication-valid', '--timeout', '500'];
    const args = ['test', '--subject', manifest, ...only, '--baseline', baseline, '--report', 'json', '--out', out];
    const run = await kit(args);
    return { ...run, report: read(join(out, 'report.json')) };
  };
  const plain = read(await reportOf(['--subject', broken, '--only', 'cloud/heartbeat-pong', '--timeout', '500']));
  const failing = plain.requirements.filter(({ verdict }) => verdict === 'FAIL').map(({ id }) => id);
  const entries = (expires: string) => failing.map((id) => ({ id, reason: 'known', issue: 'T-1', expires }));

  const known = await judge(broken, entries('2999-12-31'));
  expect(requirement(known.report, 'cloud/heartbeat/pong')).toMatchObject({
    verdict: 'KNOWN_FAIL',
    accepted: { verdict: 'FAIL', reason: 'known', expires: '2999-12-31' },
  });
  expect(known.stdout).toContain('KNOWN_FAIL  cloud/heartbeat/pong, until 2999-12-31: known');
  expect(known.code).toBe(0);

  const expired = await judge(broken, entries('2001-01-01'));
  expect(expired.report.baseline.problems.join()).toContain('was accepted until 2001-01-01');
  expect(requirement(expired.report, 'cloud/heartbeat/pong').verdict).toBe('FAIL');
  expect(expired.code).toBe(1);

  const mended = await judge(subject('minimal-cloud.json'), entries('2999-12-31'));
  expect(mended.stdout).toContain('cloud/heartbeat/pong is not broken any more; take it out');
  expect(mended.code).toBe(1);

  const stray = await judge(subject('minimal-cloud.json'), [
    { id: 'cloud/heartbeat/pung', reason: 'known', expires: '2999-12-31' },
  ]);
  expect(stray.stdout).toContain('no requirement cloud/heartbeat/pung. Did you mean cloud/heartbeat/pong?');
  expect(stray.code).toBe(1);

  const flaky = [{ ...entries('2999-12-31')[0], flaky: true }];
  expect((await judge(subject('minimal-cloud.json'), flaky)).code).toBe(0);
});

test.each([
  ['a missing file', undefined, 'no baseline at'],
  ['no date', '{"accepted": [{"id": "x", "reason": "y", "expires": "soon"}]}', '/accepted/0/expires'],
  ['no reason', '{"accepted": [{"id": "x", "expires": "2999-01-01"}]}', "required property 'reason'"],
])('a baseline with %s is refused before the run', async (_, content, words) => {
  const file = join(folder(), 'accepted.json');
  if (content !== undefined) writeFileSync(file, content);
  const run = await kit(['test', '--subject', subject('minimal-cloud.json'), '--baseline', file]);
  expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
});

test('doctor says that a run can begin, or what to mend first', async () => {
  const well = await kit(['doctor', '--subject', subject('minimal-cloud.json')]);
  expect(well.stdout).toContain('cloud accepts first');
  expect(well.stdout).toContain('a run can begin');
  expect(well.code).toBe(0);

  const gone = await kit(['doctor', '--url', 'ws://127.0.0.1:1', '--profile', 'cloud'], token);
  expect(gone.stdout).toMatch(/mend first: reach: no WebSocket for cloud at ws:\/\/127\.0\.0\.1:1/u);
  expect(gone.code).toBe(3);

  const claims = Buffer.from(JSON.stringify({ sub: 'a', exp: 1_000_000_000 })).toString('base64url');
  const server = await serveSource(brokenCloud({}));
  const expired = await kit(['doctor', '--url', server.url, '--profile', 'cloud'], {
    AGENTWIRE_TOKEN: `eyJhbGciOiJIUzI1NiJ9.${claims}.c2ln`,
  });
  await server.stop();
  expect(expired.stdout).toContain('mend first: credentials: the token of first expired at 2001-09-09');
  expect(expired.code).toBe(1);
});

test('doctor names a server that does not take the credential', async () => {
  const server = await serveSource(brokenCloud({ 'token ? userOf(token) : undefined': 'undefined' }));
  const run = await kit(['doctor', '--url', server.url, '--profile', 'cloud', '--timeout', '500'], token);
  await server.stop();
  expect(run.stdout).toMatch(/mend first: credentials: cloud\/credential: /u);
  expect(run.code).toBe(1);
  expect(run.stdout).not.toContain('a-single-token');
});

test.each(['', 'test', 'list', 'explain', 'replay', 'stability', 'diff', 'doctor'])(
  '%s --help has examples and exit codes',
  async (command) => {
    const { code, stdout } = await kit([...(command === '' ? [] : [command]), '--help']);
    expect(stdout).toContain('Examples:');
    expect(stdout).toContain('Exit codes: 0');
    expect(stdout).toContain(`agentwire-conformance ${command}`);
    expect(code).toBe(0);
  },
);
