import type { Clock } from './clock.ts';
import type { ExceededLimit } from './errors.ts';
import { valueAt } from './pointer.ts';
import type { Traits } from './traits.ts';

type RateLimitFacts = NonNullable<Traits['rateLimit']>;

export interface RateLimitOptions {
  facts: RateLimitFacts;
  clock: Clock;
}

/** A fixed window: it starts with the first message, and anew with the first one after its end. */
interface Window {
  readonly bucket: string;
  endsMs: number;
  count: number;
  /** When a refusal was last answered; never without. */
  answeredMs: number | undefined;
  /** The window of another bucket. */
  readonly next: Window | undefined;
}

/** A message over the limit. */
export interface Refusal {
  /** Until the window ends, milliseconds. */
  retryAfterMs: number;
  limit: ExceededLimit;
  /** Whether it is answered, or dropped in silence because one was answered just now. */
  isAnswered: boolean;
  /** Whether it is one too many in a row, and the connection closes. */
  isLast: boolean;
}

/** What a message is counted under, and how often. */
interface Count {
  bucket: string;
  max: number;
  weight: number;
}

/**
 * Counts what one client sends: per wire name, all together where the document names no limit of a
 * single one, or in buckets of several names. Keys are words of the document, so the number of windows is bounded.
 */
export class RateLimit {
  readonly #facts: RateLimitFacts;
  readonly #clock: Clock;
  /** Made when the first message is counted: most connections only listen. */
  #windows: Windows | undefined;
  #refusedInARow = 0;

  constructor({ facts, clock }: RateLimitOptions) {
    this.#facts = facts;
    this.#clock = clock;
  }

  /** When the last of its windows ends, milliseconds since the epoch; it has nothing to remember then. */
  get endsMs(): number {
    return this.#windows?.endsMs ?? 0;
  }

  /**
   * @param name wire name; empty for what is none
   * @param payload what was received, valid or not
   * @returns nothing when the message is within the limit
   */
  count(name: string, payload?: unknown): Refusal | undefined {
    const { windowMs, closeAfterRefusals = Infinity, refusalIntervalMs = 0 } = this.#facts;
    const counted = countOf(this.#facts, name, payload);
    if (!counted) return undefined;
    const { bucket, max, weight } = counted;
    const nowMs = this.#clock.now();
    this.#windows ??= new Windows();
    const window = this.#windows.open(bucket, nowMs, windowMs);
    if (window.count + weight <= max) {
      window.count += weight;
      this.#refusedInARow = 0;
      return undefined;
    }
    const isAnswered = nowMs - (window.answeredMs ?? -Infinity) >= refusalIntervalMs;
    if (isAnswered) window.answeredMs = nowMs;
    this.#refusedInARow++;
    return {
      retryAfterMs: window.endsMs - nowMs,
      limit: { bucket, limit: max, windowMs },
      isAnswered,
      isLast: this.#refusedInARow >= closeAfterRefusals,
    };
  }
}

function countOf({ byType, max, buckets }: RateLimitFacts, name: string, payload: unknown): Count | undefined {
  if (buckets) {
    const [bucket, facts] = Object.entries(buckets).find(([, { events }]) => events.includes(name)) ?? [];
    if (bucket === undefined || !facts) return undefined;
    const items = facts.weight === undefined ? undefined : valueAt(payload, facts.weight);
    return { bucket, max: facts.max, weight: Array.isArray(items) ? Math.max(1, items.length) : 1 };
  }
  const isByName = Object.keys(byType).length > 0;
  return { bucket: isByName ? name : '', max: byType[name] ?? max ?? Infinity, weight: 1 };
}

/** Accounts that are remembered at least; beyond, those whose windows have ended are forgotten. */
const minAccounts = 1024;

/** The limits of those who are counted by name and not by connection: a new connection is no way around them. */
export class Accounts {
  readonly #options: RateLimitOptions;
  readonly #limits = new Map<string, RateLimit>();
  #sweepAt = minAccounts;

  constructor(options: RateLimitOptions) {
    this.#options = options;
  }

  of(name: string): RateLimit {
    let limit = this.#limits.get(name);
    if (!limit) {
      if (this.#limits.size >= this.#sweepAt) this.#sweep();
      limit = new RateLimit(this.#options);
      this.#limits.set(name, limit);
    }
    return limit;
  }

  #sweep(): void {
    const nowMs = this.#options.clock.now();
    for (const [name, limit] of this.#limits) {
      if (limit.endsMs <= nowMs) this.#limits.delete(name);
    }
    this.#sweepAt = Math.max(minAccounts, 2 * this.#limits.size);
  }
}

/** Counts the events that one client is sent, of those wire names that the document limits (AUTOSDLC-B40, A13). */
export class DeliveryLimit {
  readonly #facts: RateLimitFacts;
  readonly #clock: Clock;
  #windows: Windows | undefined;

  constructor({ facts, clock }: RateLimitOptions) {
    this.#facts = facts;
    this.#clock = clock;
  }

  allows(name: string): boolean {
    const max = this.#facts.byType[name];
    if (max === undefined) return true;
    this.#windows ??= new Windows();
    const window = this.#windows.open(name, this.#clock.now(), this.#facts.windowMs);
    window.count++;
    return window.count <= max;
  }
}

/** Nothing where the document limits no wire name, and every event may be sent. */
export function deliveryLimitOf(options: RateLimitOptions): DeliveryLimit | undefined {
  const isLimited = Object.keys(options.facts.byType).length > 0;
  return isLimited ? new DeliveryLimit(options) : undefined;
}

/** One window of each bucket, in a list: most clients have one, and a map of one takes several times its memory. */
class Windows {
  #first: Window | undefined;

  get endsMs(): number {
    let lastMs = 0;
    for (let window = this.#first; window; window = window.next) lastMs = Math.max(lastMs, window.endsMs);
    return lastMs;
  }

  /** The window of a bucket at this time, a new one if the last has ended. */
  open(bucket: string, nowMs: number, windowMs: number): Window {
    let window = this.#first;
    while (window && window.bucket !== bucket) window = window.next;
    if (!window) {
      window = { bucket, endsMs: nowMs + windowMs, count: 0, answeredMs: undefined, next: this.#first };
      this.#first = window;
    } else if (nowMs >= window.endsMs) {
      window.endsMs = nowMs + windowMs;
      window.count = 0;
      window.answeredMs = undefined;
    }
    return window;
  }
}
