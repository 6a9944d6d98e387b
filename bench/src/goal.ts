import type { Ratio } from './ratio.ts';
import type { RunResult } from './result.ts';

/** One row of the goals: what is promised, and what was measured. */
export interface Goal {
  measure: string;
  against: string;
  target: { atLeast: number } | { atMost: number };
  /** `×` for a ratio, `%` for an error, empty for a count. */
  unit: '×' | '%' | '';
  value?: number;
  interval?: { low: number; high: number; confidencePercent: number };
  outcome: 'met' | 'missed' | 'void' | 'not measured';
  /** What a reader needs besides the figure: rates, counts, why it is missing. */
  detail: string;
}

export type GoalBase = Pick<Goal, 'measure' | 'against' | 'target' | 'unit'>;

/** A goal whose figure is known. */
export function measured(base: GoalBase, value: number, rest: { detail: string; interval?: Goal['interval'] }): Goal {
  const isMet = 'atLeast' in base.target ? value >= base.target.atLeast : value <= base.target.atMost;
  return { ...base, value, outcome: isMet ? 'met' : 'missed', ...rest };
}

export function unmeasured(base: GoalBase, detail: string): Goal {
  return { ...base, outcome: 'not measured', detail };
}

/** A goal that is a ratio of a run; how often more is done for the same cost when `inverse`. */
export function fromRatio(
  base: GoalBase,
  result: RunResult,
  options: { measure: string; peer: string; inverse?: boolean; detail: string },
): Goal {
  const { measure, peer, inverse = false, detail } = options;
  const { verdict, reasons } = result.verdict;
  const ratio = result.ratios.find((candidate) => candidate.measure === measure && candidate.peer === peer);
  if (verdict === 'not valid') return { ...base, outcome: 'missed', detail: `${verdict}: ${reasons[0]}` };
  if (verdict !== 'valid' && !ratio) return { ...base, outcome: 'void', detail: `${verdict}: ${reasons[0]}` };
  if (!ratio) return unmeasured(base, `${measure} could not be taken`);
  const { value, interval } = inverse ? inverted(ratio) : ratio;
  return measured(base, value, { detail, ...(interval ? { interval } : {}) });
}

function inverted({ value, interval }: Ratio): Pick<Ratio, 'value' | 'interval'> {
  const turned = interval && { ...interval, low: 1 / interval.high, high: 1 / interval.low };
  return { value: 1 / value, ...(turned ? { interval: turned } : {}) };
}
