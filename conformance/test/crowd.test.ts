import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesPattern } from '../src/crowd/pattern.ts';
import { brokenManifest } from './broken.ts';
import { judged, requirement, subject } from './kit.ts';

const STAR = 'autosdlc/subscribe/pattern-star';
const only = ['--only', 'autosdlc/crowd/wildcards', '--timeout', '1000'];

test('the oracle agrees with a regular expression that is built from the pattern', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ':', '.', '*'), maxLength: 8 });
  fc.assert(
    fc.property(text, text, (pattern, raw) => {
      const value = raw.replaceAll('*', '');
      const source = pattern.split('*').map((part) => part.replaceAll('.', '\\.'));
      expect(matchesPattern(pattern, value)).toBe(new RegExp(`^${source.join('.*')}$`, 'u').test(value));
    }),
    { numRuns: 2_000 },
  );
});

test('a server that matches as the sentence says is green', async () => {
  const { code, report } = await judged(['--subject', subject('minimal-autosdlc.json'), ...only]);
  expect(requirement(report, STAR).verdict).toBe('PASS');
  expect(code).toBe(0);
});

/** Matches by a regular expression in which each asterisk has become `star`. */
const byExpression = (star: string, end: string): string =>
  `new RegExp('^' + pattern.replaceAll('*', '${star}') + '${end}').test(key)`;

test.each([
  ['matches every pattern', 'true'],
  ['knows no asterisk', 'pattern === key'],
  ['wants a character for each asterisk', byExpression('.+', '$')],
  ['stops an asterisk at a colon', byExpression('[^:]*', '$')],
  ['asks whether the key begins like the pattern', byExpression('.*', '')],
])('a server that %s is red', async (_, matching) => {
  const faults = { 'function matches(pattern, key) {': `function matches(pattern, key) {\n  return ${matching};` };
  const manifest = brokenManifest('minimal-autosdlc', faults);
  const { code, report } = await judged(['--subject', manifest, ...only]);
  expect(requirement(report, STAR)).toMatchObject({ verdict: 'FAIL' });
  expect(code).toBe(1);
});

const SEND = 'for (const client of receivers) send(client, message);';
const BROADCAST = 'cloud/notification/broadcast';

test.each([
  ['forgets whoever comes after fifty others', 'receivers.slice(0, 50)', 'send(client, message)', 'FAIL', BROADCAST],
  [
    'sends twice where many listen',
    'receivers',
    'send(client, message), receivers.length > 9 && send(client, message)',
    'FAIL',
    BROADCAST,
  ],
  [
    'changes the order now and then',
    'receivers',
    'setTimeout(() => send(client, message), (clock = (clock + 7) % 10) * 4)',
    'INFO',
    'cloud/chat/order',
  ],
] as const)('a server that %s is told', async (_, receivers, sending, verdict, id) => {
  const faults = {
    [SEND]: `for (const client of ${receivers}) ${sending};`,
    'const clients = new Set();': 'const clients = new Set();\nlet clock = 0;',
  };
  const args = ['--subject', brokenManifest('minimal-cloud', faults), '--only', 'cloud/fan-out-*', '--timeout', '1000'];
  const { report } = await judged(args);
  expect(requirement(report, id).verdict).toBe(verdict);
});
