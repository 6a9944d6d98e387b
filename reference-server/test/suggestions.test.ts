import { afterEach, describe, expect, test } from 'vitest';
import { type Suggestions, startSuggestions } from '../src/services/suggestions/suggestions.ts';

const mebi = 1024 * 1024;
const secret = "const password = 'hunter2-hunter2';";
const source = (text: string, path = 'a.ts') => ({ path, language: '', text });
const rules = async (found: ReturnType<Suggestions['findIn']>) => (await found).map(({ rule }) => rule);

let suggestions: Suggestions;
afterEach(() => suggestions.close());

/** Fills 1 MiB, a line with a finding of the line rules first. */
const fill = (piece: string, path?: string) =>
  source(`${secret}\n${piece.repeat(Math.floor((mebi - 100) / piece.length))}`, path);

describe('suggestions', () => {
  test('come in the order of the calls', async () => {
    suggestions = startSuggestions();
    const order: string[] = [];
    const ask = async (name: string, text: string) => {
      order.push(`${name} ${await rules(suggestions.findIn(source(text)))}`);
    };
    await Promise.all([ask('one', 'var a = 1;\n'.repeat(5000)), ask('two', 'debugger;'), ask('three', 'go();')]);
    expect(order.map((said) => said.split(',')[0])).toEqual([
      'one var-declaration',
      'two debugger-statement',
      'three ',
    ]);
  });

  test.each<[name: string, piece: string, path?: string]>([
    ['open brackets', '['],
    ['open parentheses', '('],
    ['open braces', '{'],
    ['a long sum', 'a+'],
    ['many nots', '!'],
    ['templates in templates', '`${'],
    ['a chain of else', 'if(a);else '],
    ['arrows', 'x=>'],
    ['type arguments', 'f<'],
    ['JSX', '<a>', 'a.tsx'],
    ['one line', 'x'],
    ['a list', 'a,'],
    ['secrets', `token_token_token${'a'.repeat(20)}=`],
    ['NUL bytes', '\0'],
    ['halves of surrogates', '\ud800'],
  ])('1 MiB of %s neither ends nor holds up the server', { timeout: 20_000 }, async (_, piece, path) => {
    suggestions = startSuggestions();
    const found = await rules(suggestions.findIn(fill(piece, path)));
    expect(found).toContain('hard-coded-secret');
    expect(found.length).toBeLessThanOrEqual(100);
    expect(await rules(suggestions.findIn(source('debugger;')))).toEqual(['debugger-statement']);
  });

  test('a source that takes too long is given up, and those behind it are not', async () => {
    suggestions = startSuggestions({ deadlineMs: 1 });
    const slow = suggestions.findIn(source(`${secret}\n${'let a = b(c);\n'.repeat(50_000)}`));
    expect(await Promise.race([slow, new Promise((late) => setTimeout(late, 2000, 'late'))])).not.toBe('late');
    suggestions.close();
    suggestions = startSuggestions();
    expect(await rules(suggestions.findIn(source('debugger;')))).toEqual(['debugger-statement']);
  });

  test('a source above 1 MiB has none', async () => {
    suggestions = startSuggestions();
    expect(await suggestions.findIn(source(`${secret}\n`.repeat(40_000)))).toEqual([]);
  });

  test('close settles what waits and leaves no process', async () => {
    suggestions = startSuggestions();
    await suggestions.findIn(source('go();'));
    const waiting = [suggestions.findIn(fill('a,')), suggestions.findIn(source(secret))];
    suggestions.close();
    await Promise.all(waiting);
    expect(await suggestions.findIn(source(secret))).toEqual([]);
    await expect.poll(() => process.getActiveResourcesInfo().filter((name) => name.includes('Process'))).toEqual([]);
  });
});
