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

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}
