import type { Clock } from './clock.ts';
import type { Traits } from './traits.ts';

type RateLimitFacts = NonNullable<Traits['rateLimit']>;

/** A fixed window: it starts with the first message, and anew with the first one after its end. */
interface Window {
  endsMs: number;
  count: number;
  /** When a refusal was last answered. */
  answeredMs: number;
}

/** A message over the limit. */
export interface Refusal {
  /** Until the window ends, milliseconds. */
  retryAfterMs: number;
  /** Whether it is answered, or dropped in silence because one was answered just now. */
  isAnswered: boolean;
  /** Whether it is one too many in a row, and the connection closes. */
  isLast: boolean;
}

/**
 * Counts what one client sends: per wire name, or all together where the document names no limit of
 * a single one. Keys are wire names of the document, so the number of windows is bounded.
 */
export class RateLimit {
  readonly #facts: RateLimitFacts;
  readonly #clock: Clock;
  readonly #isByName: boolean;
  readonly #windows = new Map<string, Window>();
  #refusedInARow = 0;

  constructor({ facts, clock }: { facts: RateLimitFacts; clock: Clock }) {
    this.#facts = facts;
    this.#clock = clock;
    this.#isByName = Object.keys(facts.byType).length > 0;
  }

  /** @returns nothing when the message is within the limit */
  count(name: string): Refusal | undefined {
    const { windowMs, byType, max = Infinity, closeAfterRefusals = Infinity, refusalIntervalMs = 0 } = this.#facts;
    const nowMs = this.#clock.now();
    const window = take(this.#windows, this.#isByName ? name : '', nowMs, windowMs);
    if (window.count <= (byType[name] ?? max)) {
      this.#refusedInARow = 0;
      return undefined;
    }
    const isAnswered = nowMs - window.answeredMs >= refusalIntervalMs;
    if (isAnswered) window.answeredMs = nowMs;
    this.#refusedInARow++;
    return { retryAfterMs: window.endsMs - nowMs, isAnswered, isLast: this.#refusedInARow >= closeAfterRefusals };
  }
}

/** Counts the events that one client is sent, of those wire names that the document limits (AUTOSDLC-B40, A13). */
export class DeliveryLimit {
  readonly #facts: RateLimitFacts;
  readonly #clock: Clock;
  readonly #windows = new Map<string, Window>();

  constructor({ facts, clock }: { facts: RateLimitFacts; clock: Clock }) {
    this.#facts = facts;
    this.#clock = clock;
  }

  allows(name: string): boolean {
    const max = this.#facts.byType[name];
    if (max === undefined) return true;
    return take(this.#windows, name, this.#clock.now(), this.#facts.windowMs).count <= max;
  }
}

function take(windows: Map<string, Window>, key: string, nowMs: number, windowMs: number): Window {
  let window = windows.get(key);
  if (!window || nowMs >= window.endsMs) {
    window = { endsMs: nowMs + windowMs, count: 0, answeredMs: -Infinity };
    windows.set(key, window);
  }
  window.count++;
  return window;
}
