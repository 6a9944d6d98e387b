import { Failure } from './failure.ts';
import type { Objective } from './objective.ts';
import type { LaneChoice } from './publisher.ts';
import type { Side } from './roles.ts';
import { stampBytes } from './stamp.ts';

/** How hard and how long a server is loaded. */
export interface LoadOptions {
  /** Clients of each server: subscribers, or those that ask. */
  connections: number;
  /** Subscribers whose latencies are kept, 1 to 64 and not more than there are. */
  probes: number;
  /** Bytes of the string that carries the stamp. */
  payloadBytes: number;
  /** Publications or requests per second. */
  rate: number;
  /** Publications that are due at the same moment; 1 for an even schedule. */
  burst: number;
  /** Of one measured block, seconds. */
  durationS: number;
  /** Before each block, seconds; 0 for none. */
  warmupS: number;
  /** Measured blocks of each side. */
  blocks: number;
  /** Connections of the publisher, each with one publication under way, 1 to 64; of topics one a topic. */
  lanes: number;
  laneChoice: LaneChoice;
  /** For connecting, for late publications and for late deliveries, milliseconds. */
  timeoutMs: number;
  /** A delivery is lost when it is missing and nothing else has arrived for so long, milliseconds. */
  lossAfterMs: number;
  pin: 'auto' | 'off';
  /** Of the intervals of all comparisons, per cent. */
  confidencePercent: number;
  /** Share of the subscribers of one side that stop reading, 0 to below 1. */
  stalledShare: number;
  stalledSide?: Side;
  seed?: number;
  objective?: Objective;
}

const largestMessage = 60_000;

/** Bounds of the numeric options, both included. */
const bounds = {
  connections: [1, 20_000],
  probes: [1, 64],
  payloadBytes: [stampBytes, largestMessage],
  rate: [0.1, 20_000],
  burst: [1, 64],
  durationS: [0.1, 3600],
  warmupS: [0, 600],
  blocks: [1, 100],
  lanes: [1, 64],
  timeoutMs: [100, 600_000],
  lossAfterMs: [100, 600_000],
  confidencePercent: [50, 99.9],
  stalledShare: [0, 0.9],
} as const satisfies Partial<Record<keyof LoadOptions, readonly [number, number]>>;

/** What the command line calls each of them. */
const flags: Record<keyof typeof bounds, string> = {
  connections: '--connections',
  probes: '--probes',
  payloadBytes: '--payload',
  rate: '--rate',
  burst: '--burst',
  durationS: '--duration',
  warmupS: '--warmup',
  blocks: '--blocks',
  lanes: '--lanes',
  timeoutMs: '--timeout',
  lossAfterMs: '--loss-after',
  confidencePercent: '--confidence',
  stalledShare: '--stalled',
};

const fractional = new Set(['rate', 'durationS', 'warmupS', 'confidencePercent', 'stalledShare']);

/** Few subscribers are all probes. @throws Failure `usage` naming the flag that is out of bounds */
export function checkedOptions(options: LoadOptions): LoadOptions {
  for (const name of Object.keys(bounds) as (keyof typeof bounds)[]) {
    const value = options[name];
    const [least, most] = bounds[name];
    if (Number.isNaN(value) || value < least || value > most) {
      throw new Failure('usage', `${flags[name]} must be a number from ${least} to ${most}`);
    }
    if (!fractional.has(name) && !Number.isInteger(value))
      throw new Failure('usage', `${flags[name]} must be a whole number`);
  }
  if (options.burst > 1 && options.laneChoice === 'turn') {
    throw new Failure(
      'usage',
      '--burst needs lanes of which any takes what is due; this case has one for each publisher',
    );
  }
  return { ...options, probes: Math.min(options.probes, options.connections) };
}
