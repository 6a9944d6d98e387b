import { expect, test } from 'vitest';
import { brokenCloud } from './broken.ts';
import { ids, judged, kit, requirement, serveSource, subject } from './kit.ts';

/** Requirement and words of every command that a report for people prints. */
function commands(stdout: string): { id: string; args: string[] }[] {
  let id = '';
  return stdout.split('\n').flatMap((line) => {
    id = /^(?:FAIL|WARN|INFO) +(\S+)/.exec(line)?.[1] ?? id;
    const again = /^ +again +npx agentwire-conformance test (.*)$/.exec(line)?.[1];
    return again === undefined ? [] : [{ id, args: again.split(' ') }];
  });
}

test.each(['1', '2', '3'])('every command that is printed shows its requirement red again, seed %s', async (seed) => {
  const first = await judged(['--subject', subject('naive-cloud.json'), '--timeout', '2000', '--seed', seed]);
  const printed = commands(first.stdout);
  expect(printed.map(({ id }) => id).sort()).toEqual(ids(first.report, 'FAIL', 'WARN'));
  for (const { id, args } of printed) {
    expect(args.join(' ')).toContain('--timeout 2000');
    const { report } = await judged(args);
    expect(`${id} ${requirement(report, id).verdict}`).toBe(`${id} ${requirement(first.report, id).verdict}`);
  }
});

test('a fault that was only seen in passing is shown again by the check that caused it', async () => {
  const server = await serveSource(brokenCloud({ 'data: { error } }': 'data: { error: 42 } }' }));
  try {
    const { stdout } = await judged(['--url', server.url, '--profile', 'cloud'], { AGENTWIRE_TOKEN: 'a-single-token' });
    const printed = commands(stdout);
    expect(printed).not.toEqual([]);
    for (const { id, args } of printed) {
      const { report } = await judged(args, { AGENTWIRE_TOKEN: 'a-single-token' });
      expect(`${id} ${requirement(report, id).verdict}`).toMatch(/FAIL|WARN/);
    }
    for (const [, id = ''] of stdout.matchAll(/^ +where +([^\s,]+)/gm))
      expect((await kit(['explain', id])).code).toBe(0);
  } finally {
    await server.stop();
  }
});
