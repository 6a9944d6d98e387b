import { generator } from './sample.ts';

/** How the subject compares with a peer in one measure, over pairs of neighbouring blocks. */
export interface Ratio {
  measure: string;
  peer: string;
  pairs: number;
  /** Subject ÷ peer: median of the pairs, or ratio of the sums where single blocks say little. */
  value: number;
  /** Bootstrap interval of `value`; absent when there are too few pairs for one. */
  interval?: { low: number; high: number; confidencePercent: number };
  /** `<` or `>` when the interval lies on one side of 1, `~` when it holds 1 or is absent. */
  sign: '<' | '>' | '~';
  /** Whether a smaller value of the measure is the better one. */
  better: 'less' | 'more';
}

export type Estimator = 'median of ratios' | 'ratio of sums';

type Pair = readonly [subject: number, peer: number];

/** With fewer, a resample too often holds one pair alone. */
export const fewestPairs = 8;
const resamples = 10_000;
const seed = 0x5eed;

/** The order of blocks, A B C, C B A, …: a drift of the machine meets all sides alike. */
export function interleave<T>(sides: readonly T[], rounds: number): T[] {
  const reversed = [...sides].reverse();
  return Array.from({ length: rounds }, (_, round) => (round % 2 === 0 ? sides : reversed)).flat();
}

/** Undefined when there is no pair of two positive values. */
export function ratioOf(options: {
  measure: string;
  peer: string;
  pairs: readonly Pair[];
  better?: Ratio['better'];
  estimator?: Estimator;
  confidencePercent?: number;
  /**
   * Standard deviation, of the ratio's logarithm, between instances of the same servers. One run has one instance of
   * each, so its blocks do not show it.
   */
  instanceSpread?: number;
}): Ratio | undefined {
  const { measure, peer, better = 'less', estimator = 'median of ratios' } = options;
  const { confidencePercent = 95, instanceSpread = 0 } = options;
  const isUsable = ([subject, other]: Pair) => estimator === 'ratio of sums' || (subject > 0 && other > 0);
  const pairs = options.pairs.filter(isUsable);
  if (pairs.length === 0 || sumOf(pairs, 0) <= 0 || sumOf(pairs, 1) <= 0) return undefined;
  const estimate = estimators[estimator];
  const value = estimate(pairs);
  const base = { measure, peer, pairs: pairs.length, value, better };
  if (pairs.length < fewestPairs) return { ...base, sign: '~' };
  const interval = { ...bootstrap({ pairs, estimate, confidencePercent, instanceSpread }), confidencePercent };
  return { ...base, interval, sign: interval.high < 1 ? '<' : interval.low > 1 ? '>' : '~' };
}

const estimators: Record<Estimator, (pairs: readonly Pair[]) => number> = {
  'median of ratios': (pairs) => median(pairs.map(([subject, peer]) => subject / peer)),
  'ratio of sums': (pairs) => sumOf(pairs, 0) / sumOf(pairs, 1),
};

/** Percentile bootstrap over the pairs, each resample of other instances; the same pairs give the same interval. */
function bootstrap(options: {
  pairs: readonly Pair[];
  estimate: (pairs: readonly Pair[]) => number;
  confidencePercent: number;
  instanceSpread: number;
}): { low: number; high: number } {
  const { pairs, estimate, confidencePercent, instanceSpread } = options;
  const random = generator(seed);
  const draw = () => pairs[Math.floor(random() * pairs.length)] as Pair;
  const instances = () => Math.exp(instanceSpread * gaussian(random));
  const resample = () => estimate(pairs.map(draw)) * instances();
  const estimates = Array.from({ length: resamples }, resample).sort((a, b) => a - b);
  const tail = (1 - confidencePercent / 100) / 2;
  const at = (share: number) => estimates[Math.min(resamples - 1, Math.floor(share * resamples))] as number;
  return { low: at(tail), high: at(1 - tail) };
}

/** Box and Muller: of mean 0 and standard deviation 1. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function sumOf(pairs: readonly Pair[], index: 0 | 1): number {
  return pairs.reduce((sum, pair) => sum + pair[index], 0);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
