import { causeOf } from '../causes.ts';
import type { FalsePositives } from '../false-positives.ts';
import type { Goal } from '../goal.ts';
import type { Machine } from '../machine.ts';
import { markdownTable } from './markdown.ts';

/** What the two commands that publish figures have found; each is absent until it has run. */
export interface Published {
  goals?: { startedAt: string; machine: Machine; placement: string; minutes: number; goals: Goal[] };
  falsePositives?: { startedAt: string; machine: Machine; minutes: number; found: FalsePositives };
}

/** A/A comparisons of forty that may claim a difference. */
const mostClaims = 3;

/** The page of published figures; a pure function of them. */
export function renderResults({ goals, falsePositives }: Published): string {
  return [
    '# Results',
    [
      'What the bench measured of the reference server, and of itself. Ratios hold within one run: all sides get their',
      'publications by the same path, are loaded in turn in blocks A B B A on the same core, and are read by the same',
      'clients on the other cores. An interval is a bootstrap over pairs of blocks; that of a latency is wider by what',
      'two instances of one server differ by, 5 % (standard deviation).',
    ].join('\n'),
    goals ? goalsSection(goals) : '`npm run bench -- goals` has not run yet.',
    falsePositives ? falsePositivesSection(falsePositives) : '`npm run bench -- aa` has not run yet.',
  ]
    .join('\n\n')
    .concat('\n');
}

export function goalCells({ measure, against, target, unit, value, interval, outcome }: Goal): string[] {
  const show = (figure: number) => (unit === '' ? String(figure) : `${figure.toFixed(2)}${unit === '%' ? ' %' : unit}`);
  const wanted = 'atLeast' in target ? `≥ ${show(target.atLeast)}` : `≤ ${show(target.atMost)}`;
  const range = interval ? `${interval.low.toFixed(2)} to ${interval.high.toFixed(2)}` : '';
  return [measure, against, wanted, value === undefined ? '' : show(value), range, outcome];
}

export const goalHead = ['measure', 'against', 'goal', 'measured', 'interval', 'outcome'];

function goalsSection({ startedAt, machine, placement, minutes, goals }: NonNullable<Published['goals']>): string {
  return [
    '## Goals',
    [
      `\`npm run bench -- goals\`, ${startedAt.slice(0, 10)}, ${minutes.toFixed(1)} minutes.`,
      `${machineLine(machine)}; ${placement}.`,
      `Intervals of ${goals.find(({ interval }) => interval)?.interval?.confidencePercent ?? 95} %.`,
    ].join('\n'),
    markdownTable(goalHead, goals.map(goalCells)),
    goals
      .filter(({ detail }) => detail !== '')
      .map(({ measure, against, detail }) => `- ${measure}, against ${against}: ${detail}.`)
      .join('\n'),
    ...missesSection(goals),
  ].join('\n\n');
}

function missesSection(goals: readonly Goal[]): string[] {
  const missed = goals.filter(({ outcome }) => outcome === 'missed');
  if (missed.length === 0) return [];
  const causeFor = (goal: Goal) => causeOf(goal) ?? 'not known yet';
  const lines = missed.map((goal) => `- ${goal.measure}, against ${goal.against}: ${causeFor(goal)}.`);
  return ['### Why goals are missed', lines.join('\n')];
}

function falsePositivesSection({
  startedAt,
  machine,
  minutes,
  found,
}: NonNullable<Published['falsePositives']>): string {
  const { comparisons, confidencePercent, pairs, voided, latenciesVoid, claims } = found;
  const rows = claims.map(({ measure, claims: count, ratios }) => {
    const values = ratios.map(({ value }) => value);
    const range = `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`;
    const outcome = count > mostClaims ? 'missed' : ratios.length < comparisons ? 'too few' : 'met';
    return [measure, `${count} of ${ratios.length}`, range, outcome];
  });
  return [
    '## A/A',
    [
      `\`npm run bench -- aa\`, ${startedAt.slice(0, 10)}, ${minutes.toFixed(1)} minutes. ${machineLine(machine)}.`,
      `${comparisons} comparisons of two instances of one server, ${pairs} pairs of blocks each, intervals of ${confidencePercent} %.`,
      `${voided} more were void and made again; in ${latenciesVoid} the latencies alone were void, so they count for server CPU only.`,
      `At most ${mostClaims} of 40 may claim a difference.`,
    ].join('\n'),
    markdownTable(['measure', 'differences claimed', 'ratios', 'outcome'], rows),
  ].join('\n\n');
}

function machineLine({ cpu, cores, memoryBytes, system, node, commit }: Machine): string {
  const gibibytes = (memoryBytes / 2 ** 30).toFixed(0);
  return [
    cpu,
    `${cores} cores`,
    `${gibibytes} GiB`,
    system,
    `Node ${node}`,
    ...(commit ? [`commit ${commit}`] : []),
  ].join(', ');
}
