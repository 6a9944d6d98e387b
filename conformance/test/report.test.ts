import { validate } from 'ctrf';
import { expect, test } from 'vitest';
import { badgeReport } from '../src/report/badge.ts';
import { consoleReport } from '../src/report/console.ts';
import { ctrfReport } from '../src/report/ctrf.ts';
import { htmlReport } from '../src/report/html.ts';
import { junitReport } from '../src/report/junit.ts';
import { markdownReport } from '../src/report/markdown.ts';
import type { CheckReport, Report } from '../src/report/report.ts';

const NASTY = '<script>alert("1 & 2")</script> ]]> \u0000\u001b[31m \ud800 ‹first› \'quoted\'\n\tnext';

function check(verdict: CheckReport['verdict'], index: number): CheckReport {
  return {
    id: `cloud/check-${index}`,
    title: `${NASTY} ${index}`,
    profile: 'cloud',
    kind: 'scenario',
    source: 'x.yaml:1',
    requirements: [`cloud/r/${index}`],
    needs: [],
    tier: 'T0',
    verdict,
    decisions: [
      { requirement: `cloud/r/${index}`, verdict, reason: NASTY, expected: NASTY, actual: NASTY, at: 'step 1' },
    ],
    transcript: [
      { atMs: 0, lane: 'alice', event: 'open', text: 'ws://h/ws' },
      { atMs: 1, lane: 'alice', event: 'received', text: NASTY, frame: 'gzip', fault: NASTY },
    ],
    durationMs: 5,
    replays: [`cloud/check-${index}`],
    again: 'npx agentwire-conformance test --only x',
  };
}

const VERDICTS = [
  'FAIL',
  'WARN',
  'KNOWN_FAIL',
  'INFO',
  'UNTESTABLE',
  'INCONCLUSIVE',
  'NOT_APPLICABLE',
  'PASS',
  'PASS_NON_STRICT',
] as const;

const report: Report = {
  reportVersion: 1,
  kit: { name: 'agentwire-conformance', version: '0' },
  document: { title: 'Agentwire', version: '0' },
  subject: { name: NASTY, url: 'ws://h/', follows: false },
  run: {
    startedAt: '2025-01-01T00:00:00.000Z',
    durationMs: 1,
    seed: 1,
    workers: 1,
    clock: 'none',
    strict: false,
    node: '22',
    platform: 'x',
    partial: false,
    exitCode: 1,
  },
  profiles: [
    {
      id: 'cloud',
      title: 'Cloud',
      url: 'ws://h/ws',
      verified: 2,
      applicable: 5,
      tiers: { T0: { verified: 2, applicable: 3 }, T1: { verified: 0, applicable: 2 } },
      conformant: false,
      verdicts: { FAIL: 1 },
    },
  ],
  requirements: VERDICTS.map((verdict, index) => ({
    id: `cloud/r/${index}`,
    profile: 'cloud',
    topic: 'r',
    level: 'MUST',
    text: NASTY,
    basis: 'stated',
    source: 'x.yaml:1',
    tier: 'T0',
    needs: [],
    verdict,
    reason: NASTY,
    counts: true,
    ...(verdict === 'KNOWN_FAIL' ? { accepted: { verdict: 'FAIL', reason: NASTY, expires: '2025-02-01' } } : {}),
    checks: [{ id: `cloud/check-${index}`, verdict }],
  })),
  checks: VERDICTS.map(check),
  ended: [{ how: NASTY, lastWords: [NASTY], requirement: 'cloud/r/0', sentence: NASTY }],
  notes: [NASTY],
  baseline: { problems: [NASTY] },
  given: {},
};

/** Tags that are open at the end, or the first one that closes wrongly. */
function unbalanced(markup: string, voids: readonly string[]): string[] {
  const open: string[] = [];
  for (const [, slash, name = '', self] of markup.matchAll(
    /<(\/?)([A-Za-z][\w-]*)(?:\s+[\w:-]+(?:="[^"<]*")?)*\s*(\/?)>/g,
  )) {
    if (slash) {
      if (open.pop() !== name) return [`</${name}>`];
    } else if (!self && !voids.includes(name)) open.push(name);
  }
  return open;
}

test('JUnit is well-formed XML whatever the subject sends', () => {
  const xml = junitReport(report);
  expect(unbalanced(xml.replace(/^<\?xml[^>]*\?>/, ''), [])).toEqual([]);
  const outside = xml.replace(/<[^<>]*>/g, '');
  expect(outside).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|#\d+);)/);
  expect([...xml].filter((character) => character < ' ' && !'\n\t'.includes(character))).toEqual([]);
  expect(xml).toMatch(/<testsuite [^>]*tests="9" failures="1" skipped="3"/);
});

test('HTML is one closed page without scripts and without anything from elsewhere', () => {
  const html = htmlReport(report);
  expect(
    unbalanced(html.replace('<!doctype html>', '').replace(/<style>[\s\S]*<\/style>/, ''), ['meta', 'br']),
  ).toEqual([]);
  expect(html).not.toContain('<script');
  expect(html).not.toMatch(/(src|href)="(?!#)/);
  expect(html).not.toMatch(/url\(|@import/);
  expect(html).toContain('2 of 5');
});

test('the headline counts, and an escape sequence of the subject does not reach the terminal', () => {
  const text = consoleReport(report, { terminal: { columns: 100, colour: false }, verbose: true });
  expect(text).toContain('verified 2 of 5 applicable MUST');
  expect(text).not.toContain('conformant ');
  expect(text).not.toContain('\u001b');
});

test('CTRF is valid by its published schema, and counts what it holds', () => {
  const ctrf = JSON.parse(ctrfReport(report));
  expect(validate(ctrf)).toMatchObject({ valid: true });
  const { summary, tests } = ctrf.results;
  expect(summary).toMatchObject({ tests: 9, passed: 2, failed: 1, skipped: 3, pending: 0, other: 3 });
  expect(tests.map((one: { rawStatus: string }) => one.rawStatus)).toEqual([...VERDICTS]);
});

test('Markdown holds no markup of the subject and no line of its own making', () => {
  const markdown = markdownReport(report);
  const outside = markdown.replaceAll(/(`+)(?!`)[\s\S]*?\1/g, '');
  expect(outside).not.toContain('<');
  expect(markdown).toContain('**2 of 5** MUST');
  expect(markdown).not.toContain('\u001b');
});

test('the badge is one closed picture that says the headline', () => {
  const svg = badgeReport(report);
  expect(unbalanced(svg, [])).toEqual([]);
  expect(svg).toContain('agentwire cloud: 2 of 5 MUST');
  const good = {
    ...report,
    ended: [],
    requirements: [],
    profiles: report.profiles.map((one) => ({ ...one, verified: 5, conformant: true })),
  };
  expect(badgeReport(good)).toContain('conformant, 5 of 5 MUST');
});
