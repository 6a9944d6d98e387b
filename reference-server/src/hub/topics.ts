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
  /** What was found last, until it may be another. */
  #last: { topics: readonly string[]; found: ReadonlySet<Subscriber> } | undefined;

  /** Counts: what was added twice must be removed twice. */
  add(subscriber: Subscriber, pattern: string): void {
    this.#last = undefined;
    if (!hasWildcard(pattern)) {
      this.addExact(subscriber, pattern);
      return;
    }
    let wildcard = this.#wildcards.get(pattern);
    if (!wildcard) {
      wildcard = { matches: compilePattern(pattern), holders: new Map() };
      this.#wildcards.set(pattern, wildcard);
    }
    hold(wildcard.holders, subscriber);
  }

  /** As `add`, of a topic in which `*` is a character like any other. */
  addExact(subscriber: Subscriber, topic: string): void {
    this.#last = undefined;
    const holders = this.#exact.get(topic) ?? new Map<Subscriber, number>();
    this.#exact.set(topic, holders);
    hold(holders, subscriber);
  }

  remove(subscriber: Subscriber, pattern: string): void {
    this.#last = undefined;
    if (!hasWildcard(pattern)) {
      this.removeExact(subscriber, pattern);
      return;
    }
    const holders = this.#wildcards.get(pattern)?.holders;
    if (holders && release(holders, subscriber)) this.#wildcards.delete(pattern);
  }

  removeExact(subscriber: Subscriber, topic: string): void {
    this.#last = undefined;
    const holders = this.#exact.get(topic);
    if (holders && release(holders, subscriber)) this.#exact.delete(topic);
  }

  /** Everybody who wants at least one of the topics, each once (AUTOSDLC-B27). */
  subscribersOf(topics: readonly string[]): ReadonlySet<Subscriber> {
    if (!this.#last || !isSame(this.#last.topics, topics)) this.#last = { topics, found: this.#find(topics) };
    return this.#last.found;
  }

  #find(topics: readonly string[]): ReadonlySet<Subscriber> {
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
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((topic, index) => topic === others[index]);
}

function hold<Subscriber>(holders: Holders<Subscriber>, subscriber: Subscriber): void {
  holders.set(subscriber, (holders.get(subscriber) ?? 0) + 1);
}

/** @returns whether nobody holds it any more */
function release<Subscriber>(holders: Holders<Subscriber>, subscriber: Subscriber): boolean {
  const count = holders.get(subscriber) ?? 0;
  if (count > 1) holders.set(subscriber, count - 1);
  else holders.delete(subscriber);
  return holders.size === 0;
}
