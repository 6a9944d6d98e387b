import type { Channel } from '@agentwire/generated/model';
import { at } from '../json.ts';
import { nameOf, payloadPlace } from '../protocol.ts';

/** The share of a channel's rate limits that the kit uses outside the checks of limits. */
const SHARE = 0.5;

/** How many of the messages that share a limit it holds, and which they are; undefined for all of the channel. */
interface Limit {
  most: number;
  names: readonly string[] | undefined;
  /** JSON pointer of an array whose items count. */
  weight?: string | undefined;
}

/**
 * How many frames one connection may still send. It has a window of its own, where the limit is an agent's too: the
 * stage makes an agent for each connection.
 */
export class Allowance {
  readonly #channel: Channel;
  readonly #limits: { limit: Limit; used: number }[];

  constructor(channel: Channel) {
    this.#channel = channel;
    this.#limits = limitsOf(channel).map((limit) => ({ limit, used: 0 }));
  }

  /** Whether frames with these values may still be sent. */
  has(values: readonly unknown[]): boolean {
    return this.#limits.every(({ limit, used }) => used + this.#weigh(limit, values) <= limit.most * SHARE);
  }

  take(values: readonly unknown[]): void {
    for (const entry of this.#limits) entry.used += this.#weigh(entry.limit, values);
  }

  #weigh({ names, weight }: Limit, values: readonly unknown[]): number {
    const place = payloadPlace(this.#channel);
    const counted = values.filter((value) => names?.includes(nameOf(this.#channel, value) ?? '') ?? true);
    return counted.reduce((sum: number, value) => {
      const items = weight === undefined ? undefined : at(value, place + weight);
      return sum + (Array.isArray(items) ? items.length : 1);
    }, 0);
  }
}

function limitsOf({ facts: { rateLimit } }: Channel): Limit[] {
  if (!rateLimit) return [];
  const { max, byType, buckets = {} } = rateLimit;
  return [
    ...(max === undefined ? [] : [{ most: max, names: undefined }]),
    ...Object.entries(byType).map(([name, most]) => ({ most, names: [name] })),
    ...Object.values(buckets).map(({ max: most, events, weight }) => ({ most, names: events, weight })),
  ];
}
