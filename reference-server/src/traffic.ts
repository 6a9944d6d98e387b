/** Sizes of the messages of one name in one direction. */
interface Sizes {
  count: number;
  sumBytes: number;
  /** How many are no larger than the bound of the same index and larger than the one before it. */
  buckets: number[];
}

export type Direction = 'in' | 'out';

/** One line of a histogram in Prometheus' form. */
export interface Sample {
  metricName: string;
  labels: Record<string, string | number>;
  value: number;
}

/** Where messages of one direction, name and size are counted. */
interface Place {
  direction: Direction;
  type: string;
  bytes: number;
  sizes: Sizes;
  /** Of the smallest bucket that they fit into; -1 when they fit into none. */
  bucket: number;
}

/**
 * Counts messages by name and direction. A fan-out counts the same for every recipient, so that is two additions and
 * no look-up; a library's labels would cost more than the rest of a delivery.
 */
export class Traffic {
  readonly #bounds: readonly number[];
  readonly #sizes: Record<Direction, Map<string, Sizes>> = { in: new Map(), out: new Map() };
  #last: Place | undefined;

  /** @param bounds of the buckets, bytes, ascending */
  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
  }

  /** @param count messages of this size */
  note(direction: Direction, type: string, bytes: number, count = 1): void {
    let place = this.#last;
    if (place?.bytes !== bytes || place.type !== type || place.direction !== direction) {
      place = this.#placeOf(direction, type, bytes);
      this.#last = place;
    }
    const { sizes, bucket } = place;
    sizes.count += count;
    sizes.sumBytes += bytes * count;
    if (bucket >= 0) sizes.buckets[bucket] = (sizes.buckets[bucket] ?? 0) + count;
  }

  /** Messages of each name. */
  counts(direction: Direction): [type: string, count: number][] {
    return [...this.#sizes[direction]].map(([type, { count }]) => [type, count]);
  }

  /** The histogram of sizes; its buckets hold what is smaller too. */
  samples(name: string): Sample[] {
    return (['in', 'out'] as const).flatMap((direction) =>
      [...this.#sizes[direction]].flatMap(([type, sizes]) => this.#samplesOf(name, { type, direction }, sizes)),
    );
  }

  #placeOf(direction: Direction, type: string, bytes: number): Place {
    const byType = this.#sizes[direction];
    let sizes = byType.get(type);
    if (!sizes) {
      sizes = { count: 0, sumBytes: 0, buckets: this.#bounds.map(() => 0) };
      byType.set(type, sizes);
    }
    return { direction, type, bytes, sizes, bucket: this.#bounds.findIndex((bound) => bytes <= bound) };
  }

  #samplesOf(name: string, labels: Sample['labels'], { count, sumBytes, buckets }: Sizes): Sample[] {
    let upTo = 0;
    const bounded = this.#bounds.map((le, index): Sample => {
      upTo += buckets[index] ?? 0;
      return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: upTo };
    });
    return [
      ...bounded,
      { metricName: `${name}_bucket`, labels: { ...labels, le: '+Inf' }, value: count },
      { metricName: `${name}_sum`, labels, value: sumBytes },
      { metricName: `${name}_count`, labels, value: count },
    ];
  }
}
