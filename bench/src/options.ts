import { Failure } from './failure.ts';
import type { Objective } from './objective.ts';
import { stampBytes } from './stamp.ts';

export interface FanoutOptions {
  profile: string;
  subscribers: number;
  /** Subscribers whose latencies are kept, 1 to 64 and not more than there are. */
  probes: number;
  /** Bytes of the string that carries the stamp. */
  payloadBytes: number;
  /** Publications per second. */
  rate: number;
  /** Of one measured block, seconds. */
  durationS: number;
  /** Before each block, seconds; 0 for none. */
  warmupS: number;
  /** Measured blocks of each side. */
  blocks: number;
  /** Connections of the publisher, each with one request under way, 1 to 64. */
  inFlight: number;
  /** For connecting, for late publications and for late deliveries, milliseconds. */
  timeoutMs: number;
  /** A delivery is lost when it is missing and nothing else has arrived for so long, milliseconds. */
  lossAfterMs: number;
  pin: 'auto' | 'off';
  seed?: number;
  objective?: Objective;
}

const largestMessage = 1_000_000;

/** Bounds of the numeric options, both included. */
const bounds = {
  subscribers: [1, 20_000],
  probes: [1, 64],
  payloadBytes: [stampBytes, largestMessage],
  rate: [0.1, 20_000],
  durationS: [0.1, 3600],
  warmupS: [0, 600],
  blocks: [1, 100],
  inFlight: [1, 64],
  timeoutMs: [100, 600_000],
  lossAfterMs: [100, 600_000],
} as const satisfies Partial<Record<keyof FanoutOptions, readonly [number, number]>>;

const flags: Record<keyof typeof bounds, string> = {
  subscribers: '--subscribers',
  probes: '--probes',
  payloadBytes: '--payload',
  rate: '--rate',
  durationS: '--duration',
  warmupS: '--warmup',
  blocks: '--blocks',
  inFlight: '--in-flight',
  timeoutMs: '--timeout',
  lossAfterMs: '--loss-after',
};

const fractional = new Set(['rate', 'durationS', 'warmupS']);

/** Few subscribers are all probes. @throws Failure `usage` naming the flag that is out of bounds */
export function checkedOptions(options: FanoutOptions): FanoutOptions {
  for (const name of Object.keys(bounds) as (keyof typeof bounds)[]) {
    const value = options[name];
    const [least, most] = bounds[name];
    if (Number.isNaN(value) || value < least || value > most) {
      throw new Failure('usage', `${flags[name]} must be a number from ${least} to ${most}`);
    }
    if (!fractional.has(name) && !Number.isInteger(value))
      throw new Failure('usage', `${flags[name]} must be a whole number`);
  }
  return { ...options, probes: Math.min(options.probes, options.subscribers) };
}
