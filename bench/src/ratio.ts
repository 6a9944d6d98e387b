/** How the subject compares with the peer in one measure, over pairs of neighbouring blocks. */
export interface Ratio {
  measure: string;
  pairs: number;
  /** Median of subject ÷ peer; below 1 the subject is better, as all measures are costs. */
  median: number;
  min: number;
  max: number;
  /** `<` or `>` when a sign test shows a difference (two-sided, 5 %), `~` when it does not. */
  sign: '<' | '>' | '~';
}

/** All pairs on one side happen by chance once in 2 ^ (pairs - 1); from six pairs on that is below 5 %. */
const fewestPairs = 6;

/** The order of blocks: A B, B A, A B, …, so that a drift of the machine meets both sides alike. */
export function interleave<T>(first: T, second: T, pairs: number): T[] {
  return Array.from({ length: pairs }, (_, pair) => (pair % 2 === 0 ? [first, second] : [second, first])).flat();
}

/** Undefined when there is no pair of two positive values. */
export function ratioOf(
  measure: string,
  pairs: readonly (readonly [subject: number, peer: number])[],
): Ratio | undefined {
  const ratios = pairs.filter(([subject, peer]) => subject > 0 && peer > 0).map(([subject, peer]) => subject / peer);
  if (ratios.length === 0) return undefined;
  const min = Math.min(...ratios);
  const max = Math.max(...ratios);
  return { measure, pairs: ratios.length, median: median(ratios), min, max, sign: signOf(ratios.length, min, max) };
}

function signOf(pairs: number, min: number, max: number): Ratio['sign'] {
  if (pairs < fewestPairs || (min <= 1 && max >= 1)) return '~';
  return max < 1 ? '<' : '>';
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
