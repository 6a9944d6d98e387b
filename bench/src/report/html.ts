import type { RunResult } from '../result.ts';
import { subjectSide } from '../roles.ts';
import { ms } from './figures.ts';
import { escapeText, plotStyle } from './plot.ts';
import { latencyOverTime, percentileCurve, plottedSides, rateAgainstLatency, serverCost } from './plots.ts';
import { generatorLines, headOf, ratioCells, rowsFootnote, rowsOf, searchLine, settingOf } from './rows.ts';

const style = `
:root {
  color-scheme: light dark;
  --ground: #fff; --text: #1b1f24; --faint: #59636e; --line: #d9dee3; --panel: #f6f8fa;
}
@media (prefers-color-scheme: dark) {
  :root { --ground: #14181d; --text: #e6eaee; --faint: #9aa4ae; --line: #323a43; --panel: #1c2229; }
}
body {
  font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1.5rem;
  background: var(--ground); color: var(--text);
}
h1 { font-size: 1.5rem; margin: 0 0 .2rem; } h2 { font-size: 1.1rem; margin: 2.2rem 0 .6rem; }
.setting { color: var(--faint); font-size: .88rem; margin: 0; }
.verdict { border-left: .5rem solid; padding: .8rem 1.1rem; margin: 1.2rem 0; background: var(--panel); }
.verdict strong { font-size: 1.25rem; } .verdict ul { margin: .4rem 0 0; padding-left: 1.2rem; }
.valid { border-color: #15803d; } .void { border-color: #b7791f; } .bad { border-color: #c0262d; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9rem; }
th, td { padding: .25rem .9rem .25rem 0; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
thead th { white-space: normal; overflow-wrap: anywhere; max-width: 11rem; vertical-align: bottom; }
th:first-child, td:first-child { text-align: left; } tbody th { font-weight: 400; }
pre { background: var(--panel); padding: .8rem 1rem; overflow-x: auto; font-size: .82rem; }
.plots { display: grid; gap: 2rem; } ${plotStyle}
@media (max-width: 40rem) {
  body { padding: 1rem; } h1 { font-size: 1.2rem; } .setting { overflow-wrap: anywhere; }
  table { font-size: .8rem; width: 100%; } th, td { padding: .25rem 0 .25rem .5rem; } td { white-space: normal; }
  th:first-child { white-space: normal; padding-left: 0; min-width: 6rem; } thead th { max-width: 5.2rem; font-size: .7rem; }
  svg { font-size: 20px; }
}`;

/** One page that needs nothing else: what the run is worth first, then the figures. A pure function of the result. */
export function renderHtml(result: RunResult): string {
  const sides = plottedSides(result);
  const title = `${result.case} · ${sides.map(({ name }) => name).join(' against ')}`;
  return page(title, [
    `<h1>${escapeText(title)}</h1>`,
    ...settingOf(result).map((line) => `<p class="setting">${escapeText(line)}</p>`),
    `<p class="setting">${escapeText(result.startedAt)}</p>`,
    verdict(result),
    section('Figures', `${table(['', ...headOf(result)], cellsOf(result))}<p class="setting">${rowsFootnote}</p>`),
    section('Comparison', comparison(result)),
    section(
      'Highest rate',
      result.searches
        .map((search) => `<p>${escapeText(`${nameOf(result, search.side)}: ${searchLine(search)}`)}</p>`)
        .join(''),
    ),
    section('Plots', plots([percentileCurve(sides), latencyOverTime(sides), rateAgainstLatency(sides, result)])),
    section('What it costs the server', plots([serverCost(sides, result.unit)])),
    section('The generator itself', `<pre>${escapeText(generatorLines(result).join('\n'))}</pre>`),
  ]);
}

/** A page of its own style, offline. */
export function page(title: string, parts: readonly string[]): string {
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeText(title)}</title>`,
    `<style>${style}</style>`,
  ];
  const body = parts.filter((part) => part !== '');
  return `<!doctype html>\n<html lang="en"><head>${head.join('')}</head><body>\n${body.join('\n')}\n</body></html>\n`;
}

/** Nothing when there is no content. */
export function section(heading: string, content: string): string {
  return content === '' ? '' : `<h2>${escapeText(heading)}</h2>${content}`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) =>
    row.map((cell, index) => (index === 0 ? `<th>${escapeText(cell)}</th>` : `<td>${escapeText(cell)}</td>`)).join('');
  const top = head.map((cell) => `<th>${escapeText(cell)}</th>`).join('');
  const body = rows.map((row) => `<tr>${cells(row)}</tr>`).join('');
  return `<div class="wide"><table><thead><tr>${top}</tr></thead><tbody>${body}</tbody></table></div>`;
}

export function plots(parts: readonly string[]): string {
  const drawn = parts.filter((part) => part !== '');
  return drawn.length === 0 ? '' : `<div class="plots">${drawn.join('')}</div>`;
}

const verdictClasses = {
  valid: 'valid',
  void: 'void',
  'latencies void': 'void',
  'not valid': 'bad',
  'objective missed': 'bad',
} as const;

export function verdict({ verdict: { verdict: word, reasons }, notes, objective }: RunResult): string {
  const kept = objective ? ` — ${objective.text}: ${ms(objective.observedUs)} ms` : '';
  const lines = [...reasons, ...notes].map((line) => `<li>${escapeText(line)}</li>`).join('');
  const list = lines === '' ? '' : `<ul>${lines}</ul>`;
  const headline = `<strong>${word.toUpperCase()}</strong>${escapeText(kept)}`;
  return `<div class="verdict ${verdictClasses[word]}">${headline}${list}</div>`;
}

function cellsOf(result: RunResult): string[][] {
  return rowsOf(result).map(({ label, cells }) => [label, ...cells]);
}

function comparison(result: RunResult): string {
  const head = [`${nameOf(result, subjectSide)} ÷`, 'measure', 'ratio', 'interval', ''];
  const rows = result.ratios.map((ratio) => [nameOf(result, ratio.peer), ...ratioCells(ratio)]);
  return rows.length === 0 ? '' : table(head, rows);
}

function nameOf({ sides }: RunResult, side: string): string {
  return sides.find((candidate) => candidate.side === side)?.name ?? side;
}
