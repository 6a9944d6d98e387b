import { compilePattern, hasWildcard, type Match } from './pattern.ts';

/** How often each subscriber holds one pattern. */
type Holders<Subscriber> = Map<Subscriber, number>;

interface Wildcard<Subscriber> {
  matches: Match;
  holders: Holders<Subscriber>;
}

/**
 * Who wants which topic. Exact patterns are found by one look-up; those with a wildcard are compiled
 * and matched once each, however many subscribers hold them.
 */
export class Topics<Subscriber> {
  readonly #exact = new Map<string, Holders<Subscriber>>();
  readonly #wildcards = new Map<string, Wildcard<Subscriber>>();

  /** Counts: what was added twice must be removed twice. */
  add(subscriber: Subscriber, pattern: string): void {
    const holders = this.#holders(pattern) ?? this.#open(pattern);
    holders.set(subscriber, (holders.get(subscriber) ?? 0) + 1);
  }

  remove(subscriber: Subscriber, pattern: string): void {
    const holders = this.#holders(pattern);
    const count = holders?.get(subscriber);
    if (!holders || count === undefined) return;
    if (count > 1) holders.set(subscriber, count - 1);
    else holders.delete(subscriber);
    if (holders.size > 0) return;
    this.#exact.delete(pattern);
    this.#wildcards.delete(pattern);
  }

  /** Everybody who wants at least one of the topics, each once (AUTOSDLC-B27). */
  subscribersOf(topics: readonly string[]): Set<Subscriber> {
    const found = new Set<Subscriber>();
    for (const topic of topics) {
      for (const subscriber of this.#exact.get(topic)?.keys() ?? []) found.add(subscriber);
    }
    for (const { matches, holders } of this.#wildcards.values()) {
      if (!topics.some(matches)) continue;
      for (const subscriber of holders.keys()) found.add(subscriber);
    }
    return found;
  }

  #holders(pattern: string): Holders<Subscriber> | undefined {
    return hasWildcard(pattern) ? this.#wildcards.get(pattern)?.holders : this.#exact.get(pattern);
  }

  #open(pattern: string): Holders<Subscriber> {
    const holders: Holders<Subscriber> = new Map();
    if (hasWildcard(pattern)) this.#wildcards.set(pattern, { matches: compilePattern(pattern), holders });
    else this.#exact.set(pattern, holders);
    return holders;
  }
}
