import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { match, matches } from '../src/scenario/matcher.ts';

describe('a matcher', () => {
  test.each<[unknown, unknown, boolean]>([
    ['a', 'a', true],
    ['a', 'A', false],
    [1, '1', false],
    [{ a: 1 }, { a: 1, b: 2 }, true],
    [{ a: 1 }, { b: 2 }, false],
    [{}, [], false],
    [[1, 2], [1, 2], true],
    [[1], [1, 2], false],
    [{ $type: 'integer' }, 1.5, false],
    [{ $type: 'integer' }, 2, true],
    [{ $type: 'null' }, null, true],
    [{ $type: 'object' }, [], false],
    [{ $in: ['a', { b: 1 }] }, { b: 1 }, true],
    [{ $not: { a: 1 } }, { a: 2 }, true],
    [{ $anyOf: [{ a: 1 }, 'x'] }, 'x', true],
    [{ $allOf: [{ $gte: 1 }, { $lte: 2 }] }, 3, false],
    [{ $gte: 1, $lte: 3 }, 2, true],
    [{ $pattern: '^evt-' }, 'evt-1', true],
    [{ $format: 'date-time' }, '2025-12-26T13:00:00.000Z', true],
    [{ $format: 'date-time' }, '2025-13-26T13:00:00.000Z', false],
    [{ $includes: { id: 2 } }, [{ id: 1 }, { id: 2, x: 0 }], true],
    [{ $length: 2 }, 'ab', true],
    [{ a: { $absent: true } }, {}, true],
    [{ a: { $absent: true } }, { a: null }, false],
    [{ a: { $any: true } }, { a: null }, true],
    [{ a: { $any: true } }, {}, false],
    [{ toString: { $absent: true } }, {}, true],
  ])('%j against %j is %s', (matcher, value, result) => {
    expect(matches(matcher, value)).toBe(result);
  });

  test('names every place that differs', () => {
    const { mismatches } = match({ data: { a: 1, b: { $type: 'string' } } }, { data: { a: 2, b: 3 } });
    expect(mismatches).toEqual([
      { path: '/data/a', expected: '1', actual: '2' },
      { path: '/data/b', expected: 'a string', actual: '3' },
    ]);
  });

  test('remembers what it captures, the winning alternative included', () => {
    const { captured } = match(
      { a: { $capture: 'x' }, b: { $anyOf: ['no', { c: { $capture: 'y' } }] } },
      { a: [1], b: { c: 2 } },
    );
    expect([...captured]).toEqual([
      ['x', [1]],
      ['y', 2],
    ]);
  });

  test('a test it does not know is an error, not a pass', () => {
    expect(() => matches({ $typo: 1 }, 1)).toThrow('unknown matcher $typo');
  });

  test('every JSON value without a $ key matches itself', () => {
    fc.assert(
      fc.property(
        fc.jsonValue().filter((value) => !JSON.stringify(value).includes('"$')),
        (value) => matches(value, value),
      ),
    );
  });
});
