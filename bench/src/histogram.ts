import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64, type Histogram } from 'hdr-histogram-js';

const largestMicroseconds = 600_000_000;

/**
 * Latencies in microseconds from 1 µs to 10 minutes at three significant digits; what is longer counts as 10
 * minutes.
 */
export class LatencyHistogram {
  readonly #histogram: Histogram;

  constructor(histogram?: Histogram) {
    this.#histogram =
      histogram ??
      build({
        lowestDiscernibleValue: 1,
        highestTrackableValue: largestMicroseconds,
        numberOfSignificantValueDigits: 3,
        bitBucketSize: 32,
        autoResize: false,
      });
  }

  recordNs(latencyNs: number): void {
    const microseconds = Math.round(latencyNs / 1000);
    this.#histogram.recordValue(Math.min(Math.max(microseconds, 0), largestMicroseconds));
  }

  add(other: LatencyHistogram): void {
    this.#histogram.add(other.#histogram);
  }

  get count(): number {
    return this.#histogram.totalCount;
  }

  /** Microseconds; `percentile` from 0 to 100. */
  at(percentile: number): number {
    return this.#histogram.getValueAtPercentile(percentile);
  }

  get maximum(): number {
    return this.#histogram.maxValue;
  }

  /** For another process; `decodeHistogram` is its counterpart. */
  encode(): string {
    return encodeIntoCompressedBase64(this.#histogram);
  }

  /** The text form that HdrHistogram's plotter reads; values in milliseconds. */
  percentileDistribution(): string {
    return this.#histogram.outputPercentileDistribution(5, 1000);
  }

  reset(): void {
    this.#histogram.reset();
  }
}

export function decodeHistogram(encoded: string): LatencyHistogram {
  return new LatencyHistogram(decodeFromCompressedBase64(encoded, 32));
}

/** All of them in one; undefined entries are passed over. */
export function mergeHistograms(parts: Iterable<LatencyHistogram | undefined>): LatencyHistogram {
  const merged = new LatencyHistogram();
  for (const part of parts) if (part) merged.add(part);
  return merged;
}
