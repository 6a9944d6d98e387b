import { Failure } from './failure.ts';
import type { LatencyHistogram } from './histogram.ts';

/** A bound on response latency that the subject must keep, `p99<5ms`. */
export interface Objective {
  text: string;
  /** 0 to 100; 100 is the maximum. */
  percentile: number;
  limitUs: number;
}

const unitUs: Record<string, number> = { us: 1, ms: 1000, s: 1_000_000 };

/** @throws Failure `usage` */
export function parseObjective(text: string): Objective {
  const match = /^(?:p(\d+(?:\.\d+)?)|(max))<(\d+(?:\.\d+)?)(us|ms|s)$/.exec(text.replaceAll(' ', ''));
  const [, percentile, max, limit, unit] = match ?? [];
  const value = max ? 100 : Number(percentile);
  if (!match || value > 100) throw new Failure('usage', `an objective reads like p99<5ms or max<1s, not '${text}'`);
  return { text, percentile: value, limitUs: Number(limit) * (unitUs[unit as string] as number) };
}

/** The value that the objective bounds, microseconds. */
export function observed(objective: Objective, response: LatencyHistogram): number {
  return objective.percentile === 100 ? response.maximum : response.at(objective.percentile);
}
