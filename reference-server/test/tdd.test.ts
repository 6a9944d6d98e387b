import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findUnits } from '../src/services/exports.ts';
import { proposeTests } from '../src/services/tdd.ts';

const names = (language: string, text: string): string[] =>
  findUnits({ language, text }).map(({ kind, name, parameters }) => `${kind} ${name}(${parameters.join()})`);

describe('what a source offers', () => {
  test.each<[string, string, string[]]>([
    ['a function', 'export function add(a, b) {}', ['function add(a,b)']],
    ['an async function', 'export async function load(url: string) {}', ['function load(url)']],
    ['a generator', 'export function* all() {}', ['function all()']],
    ['a generic function', 'export function first<T extends object>(list: T[]): T {}', ['function first(list)']],
    ['a default function', 'export default function (request) {}', ['function default(request)']],
    ['an arrow function', 'export const twice = (n: number, m = 2) => 2 * n;', ['function twice(n,m)']],
    ['an arrow function of one', 'export const twice = n => 2 * n;', ['function twice(n)']],
    ['a function expression', 'export const twice = function named(n) {};', ['function twice(n)']],
    ['a class', 'export abstract class Shop extends Base {}', ['class Shop()']],
    ['a default class', 'export default class Shop {}', ['class Shop()']],
    ['a value', 'export const limit: number = 3;', ['value limit()']],
    ['parameters that are taken apart', 'export function f({ a }, [b], ...rest) {}', ['function f(rest)']],
    ['a list of exports', 'function a() {}\nfunction b() {}\nexport { b as c };', ['function b()']],
    ['exports alone, where there are any', 'function inner() {}\nexport class Outer {}', ['class Outer()']],
    ['the top level, where nothing is exported', 'function add(a, b) { return a + b; }', ['function add(a,b)']],
    ['nothing deeper', 'if (x) {\n  function inner() {}\n}', []],
    ['nothing in a comment', '/*\nexport function gone() {}\n*/\n// export class Gone {}', []],
  ])('%s', (_, text, expected) => {
    expect(names('typescript', text)).toEqual(expected);
  });

  test('in Python and in Go', () => {
    const python =
      'class Cart:\n    def add(self, item):\n        pass\n\nasync def total(items, tax=0.2):\n    pass\ndef _own(): pass';
    expect(names('python', python)).toEqual(['class Cart()', 'function total(items,tax)']);
    expect(names('go', 'func Add(a int, b int) int {\n}\nfunc (c *Cart) Total() int {}\nfunc own() {}')).toEqual([
      'function Add(a,b)',
      'function Total()',
    ]);
  });

  test('nothing in a language that is not known', () => {
    expect(names('cobol', 'export function add() {}')).toEqual([]);
  });
});

describe('proposals', () => {
  const source = { path: 'src/utils.ts', language: 'typescript' };

  test('name what is to be tested, its parameters and its line', () => {
    expect(proposeTests({ ...source, text: '\nexport async function load(url) {}', framework: 'vitest' })).toEqual([
      {
        title: 'Add unit test for load',
        description:
          'load(url) in line 2 needs tests with vitest: a usual call, an edge of url, a promise that is rejected',
        confidence: 0.75,
      },
    ]);
  });

  test('are never none, and never too many', () => {
    expect(proposeTests({ ...source, text: '' })).toHaveLength(1);
    expect(proposeTests({ ...source, text: 'export const a = 1;\n'.repeat(5000) })).toHaveLength(20);
  });

  test('are the same for the same source, whatever it is', () => {
    const piece = fc.constantFrom(
      'export ',
      'function ',
      'const ',
      'a',
      '(',
      ')',
      '<',
      '>',
      '=',
      ' ',
      '\n',
      '/*',
      '{',
      ':',
    );
    fc.assert(
      fc.property(fc.string({ unit: piece, maxLength: 200 }), (text) => {
        const proposals = proposeTests({ ...source, text });
        expect(proposals.length).toBeGreaterThan(0);
        expect(proposeTests({ ...source, text })).toEqual(proposals);
      }),
    );
  });

  test.each([
    `export function${' '.repeat(980)}!`,
    `export const a = ${'<a>'.repeat(320)}`,
    `export const a${' '.repeat(980)}=`,
    `export const a = (${')'.repeat(900)}`,
    `export { ${'a as '.repeat(190)}`,
  ])('of a megabyte of hostile lines come in no time', (line) => {
    const startMs = performance.now();
    proposeTests({ ...source, text: `${line}\n`.repeat(1000) });
    expect(performance.now() - startMs).toBeLessThan(1000);
  });
});
