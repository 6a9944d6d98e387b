import { decodeHistogram, LatencyHistogram } from './histogram.ts';
import type { Schedule } from './schedule.ts';

/** Parts into which a block is cut for the course of its latencies. */
const parts = 20;

/** Encoded histograms of the response latencies of a block, one a part of equal length; empty where nothing was due. */
export type TimelineReport = string[];

/** What was due in one part of a block, and how long it took, microseconds. */
export interface TimelinePoint {
  /** Middle of the part, seconds from t0 of the block. */
  atS: number;
  p50: number;
  p99: number;
  max: number;
}

/** Keeps latencies by the intended time, so that a stall shows where it was. */
export class Timeline {
  readonly #startNs: number;
  readonly #partNs: number;
  readonly #histograms: (LatencyHistogram | undefined)[] = Array(parts).fill(undefined);

  constructor({ startNs, count, rate }: Schedule) {
    this.#startNs = startNs;
    this.#partNs = ((count / rate) * 1e9) / parts;
  }

  record(intendedNs: number, latencyNs: number): void {
    const part = Math.min(parts - 1, Math.max(0, Math.floor((intendedNs - this.#startNs) / this.#partNs)));
    let histogram = this.#histograms[part];
    if (!histogram) {
      histogram = new LatencyHistogram();
      this.#histograms[part] = histogram;
    }
    histogram.recordNs(latencyNs);
  }

  report(): TimelineReport {
    return this.#histograms.map((histogram) => histogram?.encode() ?? '');
  }
}

export function readTimeline(report: TimelineReport, lengthS: number): TimelinePoint[] {
  return report.flatMap((encoded, part) => {
    if (encoded === '') return [];
    const histogram = decodeHistogram(encoded);
    const atS = ((part + 0.5) / parts) * lengthS;
    return [{ atS, p50: histogram.at(50), p99: histogram.at(99), max: histogram.maximum }];
  });
}
