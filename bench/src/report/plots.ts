import { decodeHistogram } from '../histogram.ts';
import type { BlockResult, RunResult, SideResult } from '../result.ts';
import { barPlot, linePlot, type Series } from './plot.ts';

/** Percentiles of the curve, from the median to where few deliveries are left. */
const curve = [50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99, 99.999];

/** A side of some run with the name that the key gives it. */
export interface PlottedSide {
  name: string;
  colour: number;
  side: SideResult;
  blocks: readonly BlockResult[];
}

export function plottedSides({ sides, blocks }: RunResult): PlottedSide[] {
  return sides.map((side, colour) => ({
    name: side.name,
    colour,
    side,
    blocks: blocks.filter((block) => block.side === side.side),
  }));
}

/** How far out: 0 at the median, one more for each nine. */
const depth = (percentile: number) => -Math.log10(1 - percentile / 100);

export function percentileCurve(sides: readonly PlottedSide[]): string {
  const series = sides.map(({ name, colour, side }): Series => {
    const histogram = decodeHistogram(side.responseHistogram);
    const shown = curve.filter((percentile) => side.response.count * (1 - percentile / 100) >= 1);
    return { name, colour, points: shown.map((percentile) => [depth(percentile), histogram.at(percentile) / 1000]) };
  });
  return linePlot({
    title: 'Response latency by percentile',
    xLabel: 'share of deliveries that took no longer',
    yLabel: 'ms',
    series,
    xTicks: [50, 90, 99, 99.9, 99.99, 99.999]
      .filter((percentile) => series.some(({ points }) => points.some(([x]) => x >= depth(percentile) - 1e-9)))
      .map((percentile) => [depth(percentile), `${percentile} %`]),
  });
}

/** All measured blocks of each side one after the other, by the intended time. */
export function latencyOverTime(sides: readonly PlottedSide[]): string {
  const lineOf = ({ blocks }: PlottedSide, key: 'p50' | 'p99'): [number, number][] =>
    blocks.flatMap(({ timeline }, index) => {
      const lengthS = timeline.at(-1)?.atS ?? 1;
      const start = index + 0.6;
      const line = timeline.map((point): [number, number] => [start + (0.8 * point.atS) / lengthS, point[key] / 1000]);
      return [...line, [start + 0.8, 0]];
    });
  const series = sides.flatMap((side): Series[] => [
    { name: side.name, colour: side.colour, points: lineOf(side, 'p50') },
    { name: '', colour: side.colour, points: lineOf(side, 'p99'), style: 'dashed' },
  ]);
  const count = Math.max(0, ...sides.map(({ blocks }) => blocks.length));
  const step = Math.max(1, Math.ceil(count / 16));
  return linePlot({
    title: 'Response latency over time, p50 and p99 (dashed)',
    xLabel: 'measured block of the side',
    yLabel: 'ms',
    series,
    xTicks: Array.from({ length: count }, (_, index) => index + 1)
      .filter((block) => block % step === 0)
      .map((block) => [block, String(block)]),
  });
}

/** The trials of a search; nothing when only one rate was measured. */
export function rateAgainstLatency(sides: readonly PlottedSide[], { searches }: Pick<RunResult, 'searches'>): string {
  const series = sides.map(({ name, colour, side, blocks }): Series => {
    const trials = searches.find((search) => search.side === side.side)?.trials ?? [];
    const measured =
      trials.length > 0
        ? trials.map(({ rate, p99 }) => [rate, p99] as const)
        : blocks.map((block) => [block.rate, block.responseP99] as const);
    const points = [...measured].sort(([a], [b]) => a - b).map(([rate, p99]) => [rate, p99 / 1000] as const);
    return { name, colour, points, style: 'dots' };
  });
  const rates = new Set(series.flatMap(({ points }) => points.map(([rate]) => rate)));
  if (rates.size < 2) return '';
  return linePlot({
    title: 'Response p99 against rate',
    xLabel: 'publications or requests per second',
    yLabel: 'ms',
    series,
  });
}

export function serverCost(sides: readonly PlottedSide[], unit: string): string {
  const known = sides.flatMap(({ name, colour, side: { server } }) => (server ? [{ name, colour, server }] : []));
  const cpu = known.filter(({ server }) => server.cpuSecondsPerMillion > 0);
  const memory = known.filter(({ server }) => (server.bytesPerConnection ?? 0) > 0);
  return [
    barPlot({
      title: `Server CPU per million ${unit}`,
      unit: 's',
      bars: cpu.map(({ name, colour, server }) => ({ name, colour, value: server.cpuSecondsPerMillion })),
    }),
    barPlot({
      title: 'Server memory per connection',
      unit: 'KiB',
      bars: memory.map(({ name, colour, server }) => ({
        name,
        colour,
        value: (server.bytesPerConnection ?? 0) / 1024,
      })),
    }),
    barPlot({
      title: 'Server memory in all',
      unit: 'MiB',
      bars: known.map(({ name, colour, server }) => ({ name, colour, value: server.rssBytes / 2 ** 20 })),
    }),
  ]
    .filter((plot) => plot !== '')
    .join('');
}
