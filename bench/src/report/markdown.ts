import type { RunResult } from '../result.ts';
import { headOf, ratioCells, rowsFootnote, rowsOf, searchLine, settingOf } from './rows.ts';

/** The result for a page of text; a pure function of it. */
export function renderMarkdown(result: RunResult): string {
  const { verdict, notes, ratios, searches, sides } = result;
  const nameOf = (side: string) => sides.find((candidate) => candidate.side === side)?.name ?? side;
  return [
    `# ${result.case}: ${verdict.verdict}`,
    [...verdict.reasons, ...notes].map((line) => `- ${line}`).join('\n'),
    settingOf(result)
      .map((line) => `- ${line}`)
      .join('\n'),
    markdownTable(
      ['', ...headOf(result)],
      rowsOf(result).map(({ label, cells }) => [label, ...cells]),
    ),
    rowsFootnote,
    ratios.length === 0
      ? ''
      : markdownTable(
          ['subject ÷', 'measure', 'ratio', 'interval', ''],
          ratios.map((ratio) => [nameOf(ratio.peer), ...ratioCells(ratio)]),
        ),
    ...searches.map((search) => `${nameOf(search.side)}: ${searchLine(search)}`),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

/** Columns are as wide as their widest cell, so that the text can be read as it stands; all but the first hold figures. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(4, ...lines.map((cells) => cells[column]?.length ?? 0)));
  const padded = (cells: readonly string[]) =>
    widths.map((width, column) => (column === 0 ? cells[0]?.padEnd(width) : cells[column]?.padStart(width)));
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  const [top = [], ...below] = lines;
  return [padded(top), rule, ...below.map(padded)].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
