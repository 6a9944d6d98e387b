import { Failure } from '../failure.ts';
import { type RunResult, resultOf } from '../result.ts';
import { subjectSide } from '../roles.ts';
import { page, plots, section, table, verdict } from './html.ts';
import { escapeText } from './plot.ts';
import { latencyOverTime, type PlottedSide, percentileCurve, serverCost } from './plots.ts';
import { rowsOf, settingOf } from './rows.ts';

/** Two results of the same work, the first one as the base. */
export interface Compared {
  before: RunResult;
  after: RunResult;
}

export const compareNote =
  'The two were measured at different times, so no interval says whether they differ; a run with --peer does.';

/** @throws Failure `usage` when the two measured different work */
export function assertComparable({ before, after }: Compared): void {
  if (before.workload.hash === after.workload.hash) return;
  const [a, b] = [before.workload, after.workload] as const;
  const different = (Object.keys(a) as (keyof typeof a)[])
    .filter((name) => name !== 'hash' && a[name] !== b[name])
    .map((name) => `${name} ${a[name]} and ${b[name]}`);
  const what = before.case === after.case ? different.join(', ') : `cases ${before.case} and ${after.case}`;
  throw new Failure('usage', `the results measured different work: ${what || 'what is published or subscribed'}`);
}

/** The figures of the subject in both, with the ratio where both are numbers. */
export function comparedRows({ before, after }: Compared): string[][] {
  const [own, other] = [before, after].map((result) => rowsOf({ ...result, sides: [resultOf(result, subjectSide)] }));
  return (own ?? []).map(({ label, cells: [left = ''] }) => {
    const right = other?.find((row) => row.label === label)?.cells[0] ?? '';
    return [label, left, right, ratio(left, right)];
  });
}

export function comparedHead({ before, after }: Compared): string[] {
  return ['', shortName(before), shortName(after), 'second ÷ first'];
}

/** One page with both. */
export function renderComparison(compared: Compared): string {
  const { before, after } = compared;
  const sides = [before, after].map(
    (result, colour): PlottedSide => ({
      name: shortName(result),
      colour,
      side: resultOf(result, subjectSide),
      blocks: result.blocks.filter(({ side }) => side === subjectSide),
    }),
  );
  const setting = (result: RunResult) =>
    settingOf(result)
      .map((line) => `<p class="setting">${escapeText(line)}</p>`)
      .join('');
  return page(`${before.case}, compared`, [
    `<h1>${escapeText(before.case)}, compared</h1>`,
    section(`First: ${longName(before)}`, setting(before) + verdict(before)),
    section(`Second: ${longName(after)}`, setting(after) + verdict(after)),
    section('Figures', `${table(comparedHead(compared), comparedRows(compared))}<p class="setting">${compareNote}</p>`),
    section('Plots', plots([percentileCurve(sides), latencyOverTime(sides), serverCost(sides, before.unit)])),
  ]);
}

function longName(result: RunResult): string {
  return `${resultOf(result, subjectSide).name}, ${result.startedAt}`;
}

/** Its commit, or where that does not tell, its time. */
function shortName({ machine, startedAt }: RunResult): string {
  return `${machine.commit ?? ''} ${startedAt.slice(11, 19)}`.trim();
}

function ratio(left: string, right: string): string {
  const [a, b] = [left, right].map((text) => Number(text.replaceAll(',', '')));
  return a !== undefined && b !== undefined && a > 0 && Number.isFinite(b) && right !== ''
    ? `${(b / a).toFixed(2)}×`
    : '';
}
