import type { Result } from './mutant.ts';

/** Which requirements and checks find each fault, a line each. */
export const matrixOf = (results: readonly Result[]): string[] =>
  results.map(
    ({ fault, profile, by }) => `${fault} (${profile}): ${by.length === 0 ? 'nothing' : by.toSorted().join(' ')}`,
  );
