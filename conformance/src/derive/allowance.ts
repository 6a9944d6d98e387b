import type { Channel } from '@agentwire/generated/model';

/** The share of a channel's rate limit that the kit uses outside the checks of limits. */
const SHARE = 0.5;

/** How many frames one connection may still send. */
export class Allowance {
  readonly #max: number;
  readonly #byType: Record<string, number>;
  readonly #sent = new Map<string, number>();

  constructor(channel: Channel) {
    const limit = channel.facts.rateLimit;
    this.#max = (limit?.max ?? Number.POSITIVE_INFINITY) * SHARE;
    this.#byType = limit?.byType ?? {};
  }

  /** Whether one frame of each of these wire names may still be sent. */
  has(names: readonly string[]): boolean {
    const all = [...this.#sent.values()].reduce((sum, count) => sum + count, 0);
    if (all + names.length > this.#max) return false;
    return names.every((name) => {
      const limit = Object.hasOwn(this.#byType, name) ? (this.#byType[name] as number) * SHARE : this.#max;
      const wanted = names.filter((other) => other === name).length;
      return (this.#sent.get(name) ?? 0) + wanted <= limit;
    });
  }

  take(names: readonly string[]): void {
    for (const name of names) this.#sent.set(name, (this.#sent.get(name) ?? 0) + 1);
  }
}
