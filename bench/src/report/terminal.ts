import { styleText } from 'node:util';
import type { RunResult } from '../result.ts';
import { subjectSide } from '../roles.ts';
import type { Verdict } from '../validity.ts';
import { ms } from './figures.ts';
import { generatorLines, headOf, ratioCells, rowsFootnote, rowsOf, searchLine, settingOf } from './rows.ts';

const verdictStyles: Record<Verdict['verdict'], 'green' | 'red' | 'yellow'> = {
  valid: 'green',
  'not valid': 'red',
  'objective missed': 'red',
  void: 'yellow',
  'latencies void': 'yellow',
};

/** The final report for a terminal; a pure function of the result but for colour, which `NO_COLOR` switches off. */
export function renderTerminal(result: RunResult): string {
  const parts = [heading(result), table(result), ratios(result), searches(result), generator(result), ending(result)];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Bold where the terminal can show it. */
export function bold(text: string): string {
  return styleText('bold', text);
}

/** Columns of equal width, the first to the left, the others to the right. */
export function columns(cells: readonly (readonly string[])[]): string[] {
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('   ')
      .trimEnd(),
  );
}

function heading(result: RunResult): string {
  return [bold(result.case), ...settingOf(result)].join('\n');
}

function table(result: RunResult): string {
  const rows = rowsOf(result).map(({ label, cells }) => [label, ...cells]);
  const [head = '', ...lines] = columns([['', ...headOf(result)], ...rows]);
  return [bold(head), ...lines, rowsFootnote].join('\n');
}

function ratios({ ratios: all, sides }: RunResult): string {
  const subject = sides.find(({ side }) => side === subjectSide)?.name;
  const peers = [...new Set(all.map(({ peer }) => peer))];
  return peers
    .map((peer) => {
      const name = sides.find(({ side }) => side === peer)?.name ?? peer;
      const own = all.filter((ratio) => ratio.peer === peer).map(ratioCells);
      return [bold(`${subject} ÷ ${name}`), ...columns(own)].join('\n');
    })
    .join('\n\n');
}

function searches({ searches: all, sides }: RunResult): string {
  return all
    .map((search) => `${sides.find(({ side }) => side === search.side)?.name ?? search.side}: ${searchLine(search)}`)
    .join('\n');
}

function generator(result: RunResult): string {
  return [bold('Generator, each process in its busiest block'), ...generatorLines(result)].join('\n');
}

function ending({ verdict, notes, objective }: RunResult): string {
  const kept = objective ? `   ${objective.text}: ${ms(objective.observedUs)} ms` : '';
  return [
    ...notes,
    styleText(['bold', verdictStyles[verdict.verdict]], verdict.verdict.toUpperCase()) + kept,
    ...verdict.reasons.map((reason) => `  ${reason}`),
  ].join('\n');
}
