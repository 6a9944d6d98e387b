import type { Verdict } from '../verdict.ts';
import { counted } from './counted.ts';
import { findingsOf, placeOf } from './findings.ts';
import { printable } from './printable.ts';
import type { Report, RequirementReport } from './report.ts';
import { tierFigures } from './tiers.ts';
import { transcriptLines } from './transcript.ts';
import { IN_VAIN, isInVain, undecidedOf } from './undecided.ts';

/** Broken requirements that are told at length; the others are named. */
const TOLD = 20;
const MOST_ENTRIES = 12;
const LINE = 120;
/** Requirements named of one that stays open for the same reason. */
const NAMED = 8;

const COLUMNS: readonly Verdict[] = ['FAIL', 'WARN', 'KNOWN_FAIL', 'INCONCLUSIVE', 'UNTESTABLE', 'NOT_APPLICABLE'];

/** A summary for the page of a pull request or a build. */
export function markdownReport(raw: Report): string {
  const report = printable(raw);
  const of = (verdict: Verdict): RequirementReport[] => report.requirements.filter((one) => one.verdict === verdict);
  const [broken, better] = [of('FAIL'), of('WARN')];
  return `${[
    `# Conformance of ${plain(report.subject.name)}`,
    '',
    ...headline(report),
    ...(isInVain(report) ? ['', `**${IN_VAIN}:** ${plain(undecidedOf(report)[0]?.reason ?? '')}`] : []),
    ...report.ended.flatMap(({ sentence }) => ['', `**${plain(sentence)}**`]),
    ...report.baseline.problems.map((problem) => `\n**Baseline:** ${plain(problem)}`),
    ...section('Broken', broken, report),
    ...section('Should be better', better, report),
    ...undecided(report),
    '',
    `${counted(report.checks.length, 'check')} in ${(report.run.durationMs / 1000).toFixed(1)} s, ` +
      `seed ${report.run.seed}, ${report.kit.name} ${report.kit.version}, ${plain(report.document.title)} ${plain(report.document.version)}, ` +
      `exit code ${report.run.exitCode}.`,
  ].join('\n')}\n`;
}

function headline({ profiles, run }: Report): string[] {
  const shown = COLUMNS.filter((verdict) => profiles.some((profile) => profile.verdicts[verdict]));
  const row = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [
    row(['profile', `verified${run.partial ? ' of those selected' : ''}`, 'by tier', ...shown, '']),
    row(['---', '---', '---', ...shown.map(() => '---:'), '---']),
    ...profiles.map((profile) =>
      row([
        plain(profile.id),
        `**${profile.verified} of ${profile.applicable}** MUST`,
        tierFigures(profile),
        ...shown.map((verdict) => String(profile.verdicts[verdict] ?? 0)),
        profile.conformant && !run.partial ? 'conformant' : '',
      ]),
    ),
  ];
}

function section(title: string, members: RequirementReport[], report: Report): string[] {
  if (members.length === 0) return [];
  const rest = members.slice(TOLD);
  return [
    '',
    `## ${title} (${members.length})`,
    ...members.slice(0, TOLD).flatMap((one) => told(one, report)),
    ...(rest.length > 0 ? ['', `And ${rest.map(({ id }) => code(id)).join(', ')}.`] : []),
  ];
}

function told(requirement: RequirementReport, report: Report): string[] {
  const [best] = findingsOf(requirement, report);
  const head = [
    '',
    `### ${code(requirement.id)}`,
    '',
    `${requirement.level}: ${plain(requirement.text)} (${code(requirement.source)})`,
  ];
  if (!best) return head;
  const { check, decision } = best;
  const item = (name: string, value: string | undefined): string[] => (value ? [`- ${name}: ${value}`] : []);
  return [
    ...head,
    '',
    ...item('found', plain(decision.reason)),
    ...item('expected', decision.expected && code(decision.expected)),
    ...item('actual', decision.actual && code(decision.actual)),
    ...item('where', plain(placeOf(best))),
    ...item('again', code(check.again)),
    '',
    ...fenced(transcriptLines(check.transcript, { width: LINE, most: MOST_ENTRIES })),
  ];
}

function undecided(report: Report): string[] {
  const groups = undecidedOf(report);
  if (groups.length === 0) return [];
  const total = groups.reduce((sum, { members }) => sum + members.length, 0);
  return [
    '',
    `## Not decided (${total})`,
    '',
    ...groups.map(({ reason, members }) => {
      const left = members.length - NAMED;
      const named = members.slice(0, NAMED).map(({ id }) => code(id));
      return `- ${plain(reason)}: ${named.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
    }),
  ];
}

/** Text in which nothing is markup. */
const plain = (value: string): string => value.replaceAll('<', '&lt;').replaceAll(/[\\`*_[\]|#]/g, '\\$&');

/** A code span, whatever backticks stand in it. */
function code(value: string): string {
  const longest = Math.max(0, ...[...value.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = value.startsWith('`') || value.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${value}${pad}${fence}`;
}

function fenced(lines: string[]): string[] {
  if (lines.length === 0) return [];
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...lines, fence];
}
