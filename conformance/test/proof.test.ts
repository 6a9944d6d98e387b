import { expect, test } from 'vitest';
import { killTable } from '../selftest/kill-table.ts';
import { main } from '../selftest/main.ts';
import { type Fate, inOrder, type Result } from '../selftest/mutant.ts';
import { type Proof, wrongWith } from '../selftest/proof.ts';

const result = (fault: string, fate: Fate, durationMs = 1): Result => ({
  fault,
  kind: 'told twice',
  profile: 'cloud',
  intended: ['cloud/heartbeat/pong'],
  fate,
  by: [],
  durationMs,
});

const many = (fate: Fate, count: number): Result[] =>
  Array.from({ length: count }, (_, index) => result(`cloud/${fate}-${index}`, fate));

const onTheWire = (results: Result[]): Proof => ({ wire: { results, wrong: [], unseen: [] } });

test.each<[fate: Fate, wrong: number]>([
  ['killed', 0],
  ['killed-by-another', 1],
  ['survived', 1],
  ['not-exercised', 1],
])('a fault of the server that is %s is wrong %i times', (fate, wrong) => {
  const proof = { mutants: { results: [result('heartbeat/no-ping', fate)], wrong: [] } };
  expect(wrongWith(proof, { explained: {}, isWhole: true })).toHaveLength(wrong);
});

test('a fault on the wire that survives must be explained', () => {
  const proof = onTheWire([...many('killed', 210), result('cloud/pong/told-twice', 'survived')]);
  expect(wrongWith(proof, { explained: {}, isWhole: true })).toEqual([
    'cloud/pong/told-twice (cloud): was noticed by nothing',
  ]);
  expect(wrongWith(proof, { explained: { 'cloud/pong/told-twice': 'why' }, isWhole: true })).toEqual([]);
});

test('no explanation excuses a fault that nothing came by', () => {
  const proof = onTheWire([...many('killed', 210), result('cloud/pong/told-twice', 'not-exercised')]);
  expect(wrongWith(proof, { explained: { 'cloud/pong/told-twice': 'why' }, isWhole: true })).toEqual([
    'cloud/pong/told-twice (cloud): nothing came by it, so that nothing was shown',
  ]);
});

test('an explanation of a fault that is noticed, or of none, is out of date', () => {
  const proof = onTheWire([...many('killed', 210), result('cloud/pong/told-twice', 'killed')]);
  const explained = { 'cloud/pong/told-twice': 'why', 'cloud/no-such-message/told-twice': 'why' };
  expect(wrongWith(proof, { explained, isWhole: true })).toHaveLength(2);
  expect(wrongWith(proof, { explained, isWhole: false })).toEqual([]);
});

test('fewer than 200 faults on the wire, or less than 95 of a hundred noticed, are too few', () => {
  const survived = many('survived', 11);
  const explained = Object.fromEntries(survived.map(({ fault }) => [fault, 'why']));
  const judged = (results: Result[], list: Record<string, string> = {}): string[] =>
    wrongWith(onTheWire(results), { explained: list, isWhole: true });
  expect(judged(many('killed', 200))).toEqual([]);
  expect(judged(many('killed', 199))).toEqual(['199 faults on the wire were tried, fewer than 200']);
  expect(judged([...many('killed', 209), ...survived], explained)).toEqual([]);
  expect(judged([...many('killed', 208), ...survived], explained)).toEqual([
    '208 of 219 faults on the wire are noticed, less than 95 %',
  ]);
});

test('what is found wrong with a server in which nothing is speaks against the kit', () => {
  const proof = { variants: [{ name: 'other words', wrong: ['WARN cloud/x: y'], note: '' }] };
  expect(wrongWith(proof, { explained: {}, isWhole: true })).toEqual(['other words: WARN cloud/x: y']);
});

test('the table is the same in whatever order and time things were shown', () => {
  const told = (results: Result[]): string => killTable({ mutants: { results: inOrder(results), wrong: [] } });
  const [one, two] = [result('heartbeat/a', 'killed', 5), result('closing/b', 'survived', 7)];
  expect(told([one, two])).toBe(told([{ ...two, durationMs: 9, by: ['cloud/heartbeat/pong'] }, one]));
  expect(told([one, two])).toContain('1 of 2');
});

test.each([[['--part', 'no-such-part']], [['--write', '--full']], [['--workers', 'many']]])(
  'usage that makes no sense ends with 2: %j',
  async (args) => expect(await main(args)).toBe(2),
);
