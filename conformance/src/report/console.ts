import { styleText } from 'node:util';
import { TIER_LEGEND } from '../tier-share.ts';
import type { Verdict } from '../verdict.ts';
import { counted } from './counted.ts';
import { findingsOf, placeOf } from './findings.ts';
import { printable } from './printable.ts';
import type { Report, RequirementReport } from './report.ts';
import { tierFigures } from './tiers.ts';
import { transcriptLines } from './transcript.ts';
import { IN_VAIN, isInVain, undecidedOf } from './undecided.ts';

export interface Terminal {
  columns: number;
  colour: boolean;
}

type Style = Parameters<typeof styleText>[0];

const STYLES: Record<Verdict, Style> = {
  FAIL: ['red', 'bold'],
  WARN: ['yellow', 'bold'],
  KNOWN_FAIL: 'gray',
  KNOWN_FLAKY: 'gray',
  INFO: 'cyan',
  INCONCLUSIVE: 'magenta',
  UNTESTABLE: 'magenta',
  PASS: 'green',
  PASS_NON_STRICT: 'green',
  NOT_APPLICABLE: 'gray',
};

/** Verdicts that are told at length. */
const TOLD: readonly Verdict[] = ['FAIL', 'WARN', 'INFO'];
/** Entries of a transcript that are shown. */
const MOST_ENTRIES = 14;
/** Requirements named that stay open for one reason. */
const MOST_IDS = 12;

export interface ConsoleOptions {
  terminal: Terminal;
  verbose: boolean;
}

/** The whole result as text for a terminal or a log. */
export function consoleReport(raw: Report, options: ConsoleOptions): string {
  const report = printable(raw);
  const paint = painter(options.terminal);
  const told = TOLD.flatMap((verdict) => report.requirements.filter((one) => one.verdict === verdict)).filter(
    (one) => one.verdict !== 'INFO' || options.verbose,
  );
  return [
    ...told.flatMap((one) => failure(one, report, options)),
    ...undecided(report, paint, options),
    ...(options.verbose ? everything(report, paint) : []),
    ...report.notes.map((note) => `${paint('yellow', 'note')}  ${note}`),
    ...(report.notes.length > 0 ? [''] : []),
    ...baseline(report, paint),
    ...endings(report, paint, options),
    ...(isInVain(report) ? [paint(['red', 'bold'], `${IN_VAIN}: ${undecidedOf(report)[0]?.reason}`), ''] : []),
    ...headlines(report, paint),
    '',
  ].join('\n');
}

type Paint = (style: Style, text: string) => string;

export function painter(terminal: Terminal): Paint {
  return (style, text) => (terminal.colour ? styleText(style, text, { validateStream: false }) : text);
}

function failure(requirement: RequirementReport, report: Report, { terminal }: ConsoleOptions): string[] {
  const paint = painter(terminal);
  const [best, ...others] = findingsOf(requirement, report);
  const { id, verdict, level, basis } = requirement;
  const weight = `${level}${basis === 'proposed' ? ', our proposal' : ''}`;
  const head = `${paint(STYLES[verdict], verdict.padEnd(5))} ${paint('bold', id)}  ${weight}`;
  const lines = [head, `      ${requirement.text}`, `      ${paint('gray', requirement.source)}`];
  if (!best) return [...lines, ''];
  const { check, decision } = best;
  const field = (name: string, value: string | undefined): string[] =>
    value ? [`      ${paint('gray', name.padEnd(9))}${value}`] : [];
  return [
    ...lines,
    ...field('found', decision.reason),
    ...field('expected', decision.expected),
    ...field('actual', decision.actual),
    ...field('where', placeOf(best)),
    ...transcriptLines(check.transcript, { width: Math.max(60, terminal.columns - 6), most: MOST_ENTRIES }).map(
      (line) => `      ${paint('gray', line)}`,
    ),
    ...field(
      'also in',
      alsoIn(others.filter(({ check: other }) => other.kind !== 'observed').map(({ check: other }) => other.id)),
    ),
    ...field('again', check.again),
    '',
  ];
}

function alsoIn(ids: string[]): string | undefined {
  if (ids.length === 0) return undefined;
  const shown = ids.slice(0, 3).join(', ');
  return ids.length > 3 ? `${shown} and ${counted(ids.length - 3, 'more check')}` : shown;
}

function undecided(report: Report, paint: Paint, options: ConsoleOptions): string[] {
  return undecidedOf(report).flatMap(({ verdict, reason, members }) => {
    const shown = options.verbose ? members : members.slice(0, MOST_IDS);
    return [
      `${paint(STYLES[verdict], verdict)}  ${reason}`,
      ...shown.map(({ id }) => `      ${id}`),
      ...(shown.length < members.length ? [`      and ${members.length - shown.length} more (--verbose)`] : []),
      '',
    ];
  });
}

/** What the baseline accepts, and what is wrong with the baseline itself. */
function baseline({ requirements, baseline: { problems } }: Report, paint: Paint): string[] {
  const known = requirements.flatMap(({ id, verdict, accepted }) =>
    accepted ? [`${paint(STYLES[verdict], verdict)}  ${id}, until ${accepted.expires}: ${accepted.reason}`] : [],
  );
  const wrong = problems.map((problem) => `${paint(STYLES.FAIL, 'baseline')}  ${problem}`);
  return [...known, ...wrong, ...(known.length + wrong.length > 0 ? [''] : [])];
}

function everything(report: Report, paint: Paint): string[] {
  return [
    ...report.requirements.map(
      ({ verdict, id, level, tier }) =>
        `${paint(STYLES[verdict], verdict.padEnd(15))} ${id.padEnd(46)} ${level.padEnd(10)} ${tier}`,
    ),
    '',
  ];
}

/** Crashes that are told; a server that dies of everything dies very often. */
const MOST_ENDINGS = 3;

/** How the subject ended, with the last words of one that the kit started. */
function endings({ ended }: Report, paint: Paint, { verbose }: ConsoleOptions): string[] {
  const shown = verbose ? ended : ended.slice(0, MOST_ENDINGS);
  const left = ended.length - shown.length;
  return [
    ...shown.flatMap(({ sentence, lastWords }) => [
      paint(STYLES.FAIL, sentence),
      ...lastWords.map((line) => `      ${paint('gray', line)}`),
    ]),
    ...(left > 0 ? [paint(STYLES.FAIL, `and ${counted(left, 'more time')} (--verbose)`)] : []),
    ...(ended.length > 0 ? [''] : []),
  ];
}

function headlines(report: Report, paint: Paint): string[] {
  const width = Math.max(...report.profiles.map((profile) => profile.id.length));
  const lines = report.profiles.map((profile) => {
    const scope = `applicable MUST${report.run.partial ? ' selected' : ''}`;
    const figures = `verified ${profile.verified} of ${profile.applicable} ${scope}`;
    const rest = (
      ['FAIL', 'WARN', 'KNOWN_FAIL', 'KNOWN_FLAKY', 'INFO', 'INCONCLUSIVE', 'UNTESTABLE', 'NOT_APPLICABLE'] as const
    )
      .filter((verdict) => profile.verdicts[verdict])
      .map((verdict) => paint(STYLES[verdict], `${profile.verdicts[verdict]} ${verdict}`));
    const full = profile.conformant && !report.run.partial ? [paint(['green', 'bold'], 'conformant')] : [];
    const good = profile.verified === profile.applicable;
    const line = [paint(good ? 'green' : 'bold', figures), ...full, ...rest].join(' · ');
    const tiers = good ? [] : [paint('gray', `${' '.repeat(width)}  ${tierFigures(profile)}`)];
    return [`${paint('bold', profile.id.padEnd(width))}  ${line}`, ...tiers];
  });
  const open = report.profiles.some(({ verified, applicable }) => verified < applicable);
  const { subject, checks } = report;
  const seconds = (report.run.durationMs / 1000).toFixed(1);
  return [
    ...lines.flat(),
    ...(open ? [paint('gray', TIER_LEGEND)] : []),
    paint(
      'gray',
      `${counted(checks.length, 'check')} in ${seconds} s, seed ${report.run.seed}, ${subject.name} at ${subject.url}`,
    ),
  ];
}
