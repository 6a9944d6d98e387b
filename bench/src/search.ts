import { median } from './ratio.ts';
import type { Side } from './roles.ts';

/** One rate that was tried. */
export interface Trial {
  /** Publications or requests per second. */
  rate: number;
  /** `void` when the generator was the limit, so that the server's is not known. */
  outcome: 'kept' | 'missed' | 'not valid' | 'void';
  /** Microseconds. */
  p50: number;
  p99: number;
  reasons: string[];
}

/** The highest rate at which a side kept the objective. */
export interface SearchResult {
  side: Side;
  objective: string;
  trials: Trial[];
  /** Highest kept rate of each repetition of the last bracket. */
  repetitions: number[];
  /** Median of them; 0 when no rate was kept. */
  rate: number;
  range: [low: number, high: number];
  /** Whether the search ended at the server, at the generator, or at the highest rate that was asked for. */
  endedBy: 'server' | 'generator' | 'bound';
}

export interface SearchOptions {
  side: Side;
  objective: string;
  /** First rate to try, and the highest. */
  from: number;
  most: number;
  /** The bracket is narrowed until its ends differ by less, as a share. */
  precision: number;
  repetitions: number;
  attempt(rate: number): Promise<Trial>;
}

const growth = 2;

/**
 * Doubles the rate until the objective is missed, halves the bracket until it is narrow, and then goes through
 * the last bracket again, so that a stroke of luck does not decide.
 */
export async function searchRate(options: SearchOptions): Promise<SearchResult> {
  const { side, objective, from, most, precision, repetitions, attempt } = options;
  const trials: Trial[] = [];
  const tryRate = async (rate: number): Promise<boolean> => {
    const trial = await attempt(rate);
    trials.push(trial);
    return trial.outcome === 'kept';
  };

  let low = 0;
  let high = from;
  while (high <= most && (await tryRate(high))) {
    low = high;
    high *= growth;
  }
  while (low === 0 && high > from / 16) {
    high /= growth;
    if (await tryRate(high)) low = high;
  }
  const endedBy = reasonOf(trials, low, most);
  if (low === 0) return { side, objective, trials, repetitions: [], rate: 0, range: [0, 0], endedBy };
  const bracket: [number, number] = [low, Math.min(low * growth, most)];
  const found: number[] = [];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    found.push(await bisect({ bracket, precision, tryRate }));
  }
  const sorted = [...found].sort((a, b) => a - b);
  const range: [number, number] = [sorted[0] as number, sorted.at(-1) as number];
  return { side, objective, trials, repetitions: found, rate: median(found), range, endedBy };
}

/** The highest rate of a bracket that is kept, its lower end when no other is. */
async function bisect(options: {
  bracket: [number, number];
  precision: number;
  tryRate(rate: number): Promise<boolean>;
}): Promise<number> {
  const { precision, tryRate } = options;
  let [low, high] = options.bracket;
  while ((high - low) / high > precision) {
    const middle = Math.round((low + high) / 2);
    if (middle === low || middle === high) break;
    if (await tryRate(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function reasonOf(trials: readonly Trial[], low: number, most: number): SearchResult['endedBy'] {
  const above = trials.filter(({ rate, outcome }) => rate > low && outcome !== 'kept');
  if (above.length === 0) return low >= most / growth ? 'bound' : 'server';
  return above.every(({ outcome }) => outcome === 'void') ? 'generator' : 'server';
}
