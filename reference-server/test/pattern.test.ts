import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePattern } from '../src/hub/pattern.ts';

/** The definition, spelled out: exponential, and obviously right. */
function matchesByDefinition(pattern: string, key: string): boolean {
  if (pattern === '') return key === '';
  if (pattern[0] !== '*')
    return pattern[0] === key[0] && key !== '' && matchesByDefinition(pattern.slice(1), key.slice(1));
  return matchesByDefinition(pattern.slice(1), key) || (key !== '' && matchesByDefinition(pattern, key.slice(1)));
}

const fewLetters = fc.string({ unit: fc.constantFrom('a', 'b', ':', '.'), maxLength: 10 });
const fewLettersAndStars = fc.string({ unit: fc.constantFrom('a', 'b', ':', '.', '*'), maxLength: 8 });

test('matches what the definition matches', () => {
  fc.assert(
    fc.property(fewLettersAndStars, fewLetters, (pattern, key) => {
      expect(compilePattern(pattern)(key)).toBe(matchesByDefinition(pattern, key));
    }),
    { numRuns: 5000 },
  );
});

test('matches every key that its stars were replaced in', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 2 }), fc.string(), (parts, between) => {
      const literals = parts.map((part) => part.replaceAll('*', ''));
      expect(compilePattern(literals.join('*'))(literals.join(between))).toBe(true);
    }),
  );
});

test.each([
  ['agent:*:status', 'agent:a:b:status', true],
  ['agent:*:status', 'agent::status', true],
  ['agent:*:status', 'agent:status', false],
  ['agent:*:status', 'agent:a:status:more', false],
  ['agent:a.b:status', 'agent:axb:status', false],
  ['agent:(a+)+$:status', 'agent:(a+)+$:status', true],
  ['*', '', true],
])('%s against %s', (pattern, key, expected) => {
  expect(compilePattern(pattern)(key)).toBe(expected);
});

test('takes time in proportion to the key where backtracking would take for ever', () => {
  const matches = compilePattern(`${'*a'.repeat(100)}*${'a'.repeat(50)}b*c`);
  const startedMs = performance.now();
  expect(matches('a'.repeat(1_000_000))).toBe(false);
  expect(performance.now() - startedMs).toBeLessThan(1000);
});
