import type { Figures } from './system-figures.ts';

export interface Level {
  severity: 'medium' | 'high' | 'critical';
  /** Reached from this value on. */
  from: number;
}

/** When a figure is alarming, and when it no longer is. */
export interface Thresholds {
  /** Lightest first. */
  levels: readonly Level[];
  /** Below it a measurement is a calm one; lower than every level, so that a figure on the edge does not flap. */
  calmBelow: number;
  /** Calm measurements in a row that end the alarm. */
  calmMeasurements: number;
}

/** What is watched, and all that is said about it. */
export interface Watched extends Thresholds {
  figure: keyof Figures;
  component: string;
  title: string;
  /** One sentence with the value. */
  describe(value: number): string;
  recommendedActions: readonly string[];
}

export const watched: readonly Watched[] = [
  {
    figure: 'loopDelayMs',
    levels: [
      { severity: 'medium', from: 200 },
      { severity: 'high', from: 1000 },
      { severity: 'critical', from: 5000 },
    ],
    calmBelow: 100,
    calmMeasurements: 3,
    component: 'event-loop',
    title: 'Event loop delay',
    describe: (delayMs) => `Everything waited up to ${Math.round(delayMs)} ms for the event loop.`,
    recommendedActions: ['Spread the clients over more servers', 'Look for large messages and broad patterns'],
  },
  {
    figure: 'memoryShare',
    levels: [
      { severity: 'medium', from: 0.75 },
      { severity: 'high', from: 0.85 },
      { severity: 'critical', from: 0.95 },
    ],
    calmBelow: 0.7,
    calmMeasurements: 3,
    component: 'memory',
    title: 'Memory use',
    describe: (share) => `${Math.round(share * 100)} percent of the memory that the server may have is in use.`,
    recommendedActions: ['Spread the clients over more servers', 'Look for clients that read slowly'],
  },
];

/**
 * One figure's alarm. It is raised at a level and told again only when it gets worse than it has been;
 * it ends after some calm measurements in a row. So it says four things at most, however the figure moves.
 */
export class Alarm {
  readonly #thresholds: Thresholds;
  /** Index of the worst level since it was raised, -1 while it is not. */
  #worst = -1;
  #calm = 0;

  constructor(thresholds: Thresholds) {
    this.#thresholds = thresholds;
  }

  /** @returns what is new: raised to a severity, or over */
  see(value: number): Level['severity'] | 'over' | undefined {
    const { levels, calmBelow, calmMeasurements } = this.#thresholds;
    const reached = levels.findLastIndex(({ from }) => value >= from);
    this.#calm = value < calmBelow ? this.#calm + 1 : 0;
    if (reached > this.#worst) {
      this.#worst = reached;
      return levels[reached]?.severity;
    }
    if (this.#worst < 0 || this.#calm < calmMeasurements) return undefined;
    this.#worst = -1;
    return 'over';
  }
}
