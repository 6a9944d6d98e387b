/**
 * A line of points, or dots where `style` says so; a point that is not above 0 ends a line, and the next begins one.
 */
export interface Series {
  /** In the key; empty for one that needs no word of its own. */
  name: string;
  points: readonly (readonly [x: number, y: number])[];
  /** Position in the palette; the same for all that belongs to one server. */
  colour: number;
  style?: 'line' | 'dashed' | 'dots';
}

export interface PlotOptions {
  title: string;
  xLabel: string;
  yLabel: string;
  series: readonly Series[];
  /** Where the x axis has marks, and what they say; spread evenly when absent. */
  xTicks?: readonly (readonly [x: number, label: string])[];
}

const width = 720;
const height = 300;
const margin = { left: 64, right: 16, top: 12, bottom: 44 };
const innerWidth = width - margin.left - margin.right;
const innerHeight = height - margin.top - margin.bottom;
const colours = 6;

/** An SVG with a logarithmic y axis; empty when no series has a point above 0. */
export function linePlot({ title, xLabel, yLabel, series, xTicks }: PlotOptions): string {
  const points = series.flatMap((line) => line.points.filter(([, y]) => y > 0));
  if (points.length === 0) return '';
  const [lowX, highX] = extent(points.map(([x]) => x));
  const [lowY, highY] = decades(extent(points.map(([, y]) => y)));
  const x = (value: number) =>
    margin.left + (highX === lowX ? innerWidth / 2 : ((value - lowX) / (highX - lowX)) * innerWidth);
  const y = (value: number) => margin.top + innerHeight - ((Math.log10(value) - lowY) / (highY - lowY)) * innerHeight;
  const ticks = xTicks ?? evenTicks(lowX, highX);
  const parts = [
    ...yTicks(lowY, highY).map(
      (value) =>
        gridLine([margin.left, width - margin.right], [y(value), y(value)]) +
        `<text x="${margin.left - 8}" y="${at(y(value) + 4)}" text-anchor="end">${shortNumber(value)}</text>`,
    ),
    ...ticks.map(
      ([value, label]) =>
        gridLine([x(value), x(value)], [margin.top, height - margin.bottom]) +
        `<text x="${at(x(value))}" y="${height - margin.bottom + 16}" text-anchor="middle">${escapeText(label)}</text>`,
    ),
    `<text x="${margin.left + innerWidth / 2}" y="${height - 6}" text-anchor="middle">${escapeText(xLabel)}</text>`,
    `<text transform="rotate(-90)" x="${-(margin.top + innerHeight / 2)}" y="14" text-anchor="middle">` +
      `${escapeText(yLabel)}</text>`,
    ...series.map((line) => drawn(line, x, y)),
  ];
  return figure(title, svg(title, height, parts), series);
}

/** Horizontal bars from 0, each with its value; empty when there are none. */
export function barPlot(options: {
  title: string;
  unit: string;
  bars: readonly { name: string; value: number; colour: number }[];
}): string {
  const { title, unit, bars } = options;
  if (bars.length === 0) return '';
  const rowHeight = 34;
  const most = Math.max(...bars.map(({ value }) => value));
  const labelWidth = 220;
  const scale = (value: number) => Math.max(1, (value / most) * (width - labelWidth - 130));
  const rows = bars.flatMap(({ name, value, colour }, index) => {
    const top = index * rowHeight + 6;
    return [
      `<text x="${labelWidth - 8}" y="${top + 16}" text-anchor="end">${escapeText(name)}</text>`,
      `<rect class="c${colour % colours}" x="${labelWidth}" y="${top}" width="${at(scale(value))}" height="22"/>`,
      `<text x="${at(labelWidth + scale(value) + 8)}" y="${top + 16}">${shortNumber(value)} ${escapeText(unit)}</text>`,
    ];
  });
  return figure(title, svg(title, bars.length * rowHeight + 8, rows), []);
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export const plotStyle = `
svg { width: 100%; height: auto; overflow: visible; font: 12px system-ui, sans-serif; }
svg text { fill: var(--faint); }
.grid { stroke: var(--line); stroke-width: 1; }
svg path { fill: none; stroke-width: 2; }
.dashed { stroke-dasharray: 5 4; opacity: .75; }
${['#0b6bcb', '#c2410c', '#15803d', '#7c3aed', '#a16207', '#be185d']
  .map((colour, index) => `.c${index} { stroke: ${colour}; fill: ${colour}; background: ${colour}; }`)
  .join('\n')}
figure { margin: 0; }
figcaption { font-weight: 600; margin: 0 0 .4rem; }
.key { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; font-size: .85rem; color: var(--faint); margin-top: .3rem; }
.key i { display: inline-block; width: 1.1rem; height: .25rem; margin-right: .4rem; vertical-align: middle; }`;

function gridLine([x1, x2]: [number, number], [y1, y2]: [number, number]): string {
  return `<line class="grid" x1="${at(x1)}" x2="${at(x2)}" y1="${at(y1)}" y2="${at(y2)}"/>`;
}

function svg(title: string, tall: number, parts: readonly string[]): string {
  return `<svg viewBox="0 0 ${width} ${tall}" role="img" aria-label="${escapeText(title)}">${parts.join('')}</svg>`;
}

function figure(title: string, drawing: string, series: readonly Series[]): string {
  const key = series
    .filter(({ name, points }) => name !== '' && points.length > 0)
    .map(({ name, colour }) => `<span><i class="c${colour % colours}"></i>${escapeText(name)}</span>`);
  const legend = key.length > 1 ? `<div class="key">${key.join('')}</div>` : '';
  return `<figure><figcaption>${escapeText(title)}</figcaption>${drawing}${legend}</figure>`;
}

function drawn(
  { points, colour, style = 'line' }: Series,
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  const name = `c${colour % colours}`;
  const visible = points.filter(([, value]) => value > 0);
  if (style === 'dots' || visible.length === 1) {
    return visible.map(([px, py]) => `<circle class="${name}" cx="${at(x(px))}" cy="${at(y(py))}" r="3"/>`).join('');
  }
  let pen = 'M';
  const path = points.map(([px, py]) => {
    const drawnTo = py > 0 ? `${pen}${at(x(px))} ${at(y(py))}` : '';
    pen = py > 0 ? 'L' : 'M';
    return drawnTo;
  });
  return `<path class="${name}${style === 'dashed' ? ' dashed' : ''}" style="fill:none" d="${path.join('')}"/>`;
}

function extent(values: readonly number[]): [low: number, high: number] {
  return [Math.min(...values), Math.max(...values)];
}

/** Exponents of 10 around a range, at least one decade apart. */
function decades([low, high]: [number, number]): [low: number, high: number] {
  const first = Math.floor(Math.log10(low));
  return [first, Math.max(first + 1, Math.ceil(Math.log10(high)))];
}

/** 1, 2 and 5 of each decade where there is room, else 1 alone. */
function yTicks(low: number, high: number): number[] {
  const steps = high - low <= 2 ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let exponent = low; exponent <= high; exponent++) {
    for (const step of steps) if (exponent < high || step === 1) ticks.push(step * 10 ** exponent);
  }
  return ticks;
}

function evenTicks(low: number, high: number): [number, string][] {
  if (low === high) return [[low, shortNumber(low)]];
  return Array.from({ length: 6 }, (_, index) => {
    const value = low + ((high - low) * index) / 5;
    return [value, shortNumber(value)];
  });
}

function shortNumber(value: number): string {
  if (value >= 1000) return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
  return String(Number(value.toPrecision(3)));
}

function at(value: number): string {
  return value.toFixed(1);
}
