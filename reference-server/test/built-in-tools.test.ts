import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { Clock } from '../src/clock.ts';
import { builtIns } from '../src/services/tools/built-in/all.ts';
import { evaluate } from '../src/services/tools/built-in/arithmetic.ts';
import { Tools } from '../src/services/tools/tools.ts';

const tools = new Tools({ clock: new Clock() });
afterAll(() => tools.close());
const bounds = { tools: 1, toolBytes: 1, outputBytes: 1000, timeoutMs: 60_000, retries: 0 };

/** The output, or the words of the failure or refusal. */
async function use(name: string, given: object): Promise<unknown> {
  const result = await tools.execute('t', { name, given, bounds }).catch((error: Error) => error.message);
  if (typeof result === 'string') return result;
  return result.success ? result.output : result.error;
}

describe('the built-in tools', () => {
  test.each<[string, object, unknown]>([
    ['calculator', { numbers: [10, 20, 30] }, 60],
    ['calculator', { expression: '2 * (3 + sqrt(16)) ^ -1' }, 2 / 7],
    ['calculator', { expression: '1 / 0' }, 'The result is not a finite number.'],
    ['calculator', { expression: '(1' }, 'The expression ends too early.'],
    ['calculator', { expression: '('.repeat(9999) }, 'It is nested too deep.'],
    ['calculator', { numbers: [1], expression: '1' }, expect.stringMatching(/^INVALID_REQUEST: arguments must match/)],
    ['calculator', { numbers: [1, '2'] }, 'INVALID_REQUEST: arguments/numbers/1 must be number'],
    ['json_query', { document: { a: [{ b: 1 }, { b: 2 }] }, path: '$.a[?@.b > 1].b' }, [2]],
    ['json_query', { document: { a: 1 }, path: '$.b' }, []],
    ['json_query', { document: {}, path: '$[' }, expect.stringMatching(/unclosed bracketed selection/)],
    [
      'text_search',
      { text: 'a.b\n\nca.b a.b', pattern: 'a.b' },
      [
        { line: 1, column: 1, match: 'a.b' },
        { line: 3, column: 2, match: 'a.b' },
        { line: 3, column: 6, match: 'a.b' },
      ],
    ],
    ['text_search', { text: 'axb', pattern: 'a.b' }, []],
    [
      'text_search',
      { text: 'axb AXB', pattern: 'a.b$', isRegularExpression: true, ignoreCase: true },
      [{ line: 1, column: 5, match: 'AXB' }],
    ],
    ['text_search', { text: 'aaa', pattern: 'a', limit: 1 }, [{ line: 1, column: 1, match: 'a' }]],
    ['text_search', { text: '', pattern: '(', isRegularExpression: true }, expect.stringMatching(/Unterminated group/)],
    ['text_search', { text: 'a', pattern: '' }, expect.stringMatching(/arguments\/pattern must NOT have fewer/)],
    ['text_diff', { before: 'a\nb\n', after: 'a\nc\n' }, '--- a/text\n+++ b/text\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n'],
    ['text_diff', { before: 'same', after: 'same' }, ''],
    ['text_diff', { before: '', after: 'x'.repeat(300_000) }, 'Texts and diff have at most 262144 bytes.'],
    [
      'text_diff',
      { before: 'a', after: 'b', name: 'a\nb' },
      expect.stringMatching(/arguments\/name must match pattern/),
    ],
    ['hash', { text: 'abc' }, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['hash', { text: 'abc', algorithm: 'md5', encoding: 'base64' }, 'kAFQmDzST7DWlj99KOF/cg=='],
    [
      'hash',
      { text: 'what do ya want for nothing?', key: 'Jefe' },
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    ['codec', { operation: 'encode', format: 'base64', text: 'ä?>' }, 'w6Q/Pg=='],
    ['codec', { operation: 'encode', format: 'base64url', text: 'ä?>' }, 'w6Q_Pg'],
    ['codec', { operation: 'encode', format: 'hex', text: 'ä' }, 'c3a4'],
    ['codec', { operation: 'encode', format: 'url', text: 'ä b' }, '%C3%A4%20b'],
    ['codec', { operation: 'encode', format: 'url', text: '\ud800' }, 'The text is no Unicode.'],
    ['codec', { operation: 'decode', format: 'hex', text: 'C3A4' }, 'ä'],
    ['codec', { operation: 'decode', format: 'hex', text: 'c3a' }, 'The text is not hex of UTF-8.'],
    ['codec', { operation: 'decode', format: 'base64', text: 'w6Q' }, 'The text is not base64 of UTF-8.'],
    ['codec', { operation: 'decode', format: 'base64', text: '/w==' }, 'The text is not base64 of UTF-8.'],
    ['codec', { operation: 'decode', format: 'url', text: '%C3%A4%20b' }, 'ä b'],
    ['codec', { operation: 'decode', format: 'url', text: '%C3' }, 'The text is not url of UTF-8.'],
    ['date_add', { date: '2026-01-31', duration: 'P1M' }, '2026-02-28'],
    ['date_add', { date: '2026-01-31T23:30:00', duration: 'PT90M' }, '2026-02-01T01:00:00Z'],
    ['date_add', { date: '2026-03-28T12:00:00', duration: 'P1D', timeZone: 'Europe/Berlin' }, '2026-03-29T10:00:00Z'],
    ['date_add', { date: '2026-03-28T12:00:00+02:00', duration: '-PT1H' }, '2026-03-28T09:00:00Z'],
    ['date_add', { date: 'soon', duration: 'P1D' }, expect.stringMatching(/soon/)],
    ['date_add', { date: '2026-01-01', duration: 'P1D2' }, expect.stringMatching(/P1D2/)],
    [
      'date_between',
      { from: '2026-01-31', to: '2026-03-01', largestUnit: 'month' },
      { duration: 'P1M1D', milliseconds: 29 * 86_400_000 },
    ],
    [
      'date_between',
      { from: '2026-03-29T00:00:00', to: '2026-03-30', largestUnit: 'hour', timeZone: 'Europe/Berlin' },
      { duration: 'PT23H', milliseconds: 23 * 3_600_000 },
    ],
    ['uuid', {}, [expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)]],
    ['uuid', { count: 10_000 }, expect.stringMatching(/arguments\/count must be <= 1000/)],
    ['uuid', { count: 100 }, 'The output has more than 1000 bytes.'],
    [
      'echo',
      JSON.parse('{"__proto__":{"a":1},"toString":[null]}'),
      JSON.parse('{"__proto__":{"a":1},"toString":[null]}'),
    ],
    ['wait', { ms: 0 }, { waitedMs: 0, attempt: 1 }],
  ])('%s of %j', async (name, given, expected) => {
    expect(await use(name, given)).toEqual(expected);
  });

  test('are listed with all that a client needs to call them', () => {
    const listed = tools.list('t');
    expect(listed.map(({ name }) => name)).toEqual([...builtIns.keys()].sort());
    for (const tool of listed) {
      expect(tool).toEqual({
        name: expect.stringMatching(/^[a-z_]+$/),
        description: expect.stringMatching(/\.$/),
        inputSchema: expect.objectContaining({ type: 'object' }),
        category: expect.any(String),
        provider: 'builtin',
      });
    }
  });
});

describe('an expression', () => {
  test.each([
    ['1 - 2 - 3', -4],
    ['12 / 3 / 2', 2],
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['2 ^ -1', 0.5],
    ['2 * -3', -6],
    ['--2', 2],
    ['+2', 2],
    ['7 % 4', 3],
    ['1.5e3 + .5 + 2.', 1502.5],
    ['max(1, 2, min(5, 3))', 3],
    ['Round(PI)', 3],
    ['ln(e)', 1],
    ['  1\n+\t1 ', 2],
  ])('%j is %j', (expression, value) => {
    expect(evaluate(expression)).toBe(value);
  });

  test.each([
    ['', 'The expression ends too early.'],
    ['1 +', 'The expression ends too early.'],
    ['1 2', '"2" is not expected there.'],
    ['* 2', '"*" stands where a value should be.'],
    ['(1, 2)', 'A comma stands outside the parentheses of a function.'],
    ['max(1, 2', 'The expression ends too early.'],
    ['max 1', '"1" is not expected there.'],
    ['max()', '")" stands where a value should be.'],
    ['constructor', 'There is no constructor.'],
    ['1)', '")" is not expected there.'],
    ['1; 2', '";" is not expected there.'],
  ])('%j is refused', (expression, message) => {
    expect(() => evaluate(expression)).toThrow(message);
  });

  test('has the value that JavaScript gives it', () => {
    const tree = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.nat(99).map(String),
        fc
          .tuple(tie('node'), fc.constantFrom('+', '-', '*', '/', '%'), tie('node'))
          .map(([a, o, b]) => `${a} ${o} ${b}`),
        fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a}) ^ (${b})`),
        tie('node').map((a) => `- (${a})`),
        tie('node').map((a) => `(${a})`),
      ),
    })).node;
    fc.assert(
      fc.property(tree, (expression) => {
        // Both round in the same way; JavaScript refuses a sign before a power, which the generator never writes.
        const value = new Function(`return ${expression.replaceAll('^', '**')}`)();
        expect(evaluate(expression)).toBe(value);
      }),
    );
  });
});
