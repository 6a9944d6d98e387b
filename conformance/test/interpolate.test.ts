// biome-ignore-all lint/suspicious/noTemplateCurlyInString: holes of scenarios look like template strings
import { expect, test } from 'vitest';
import { interpolate } from '../src/scenario/interpolate.ts';

const names: Record<string, unknown> = {
  prefix: 'p1',
  alice: { opening: { data: { userId: 'u', n: 7 } } },
  list: ['a', 'b'],
};
const fill = <T>(value: T): T => interpolate(value, (name) => names[name]);

test('text that is one hole becomes the value, other holes become text', () => {
  expect(
    fill({ n: '${alice.opening.data.n}', t: 'n=${alice.opening.data.n}', l: '${list.1}', o: '${alice.opening.data}' }),
  ).toEqual({
    n: 7,
    t: 'n=7',
    l: 'b',
    o: { userId: 'u', n: 7 },
  });
});

test('uuid is fresh at every use', () => {
  const [one, two] = fill(['${uuid}', '${uuid}']);
  expect(one).toMatch(/^[0-9a-f-]{36}$/);
  expect(one).not.toBe(two);
});

test('a hole that stands for nothing is an error', () => {
  expect(() => fill('${bob.opening.data}')).toThrow('${bob.opening.data} has no value');
  expect(() => fill('${alice.toString}')).toThrow('has no value');
});
