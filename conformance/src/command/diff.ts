import { EXIT } from '../exit.ts';
import { counted } from '../report/counted.ts';
import { printable } from '../report/printable.ts';
import type { Report } from '../report/report.ts';
import type { Verdict } from '../verdict.ts';
import { readReport } from './saved-report.ts';

type Row = { id: string; verdict: Verdict };

/** A requirement or check in two runs; undefined where a run does not have it. */
interface Pair {
  id: string;
  before: Verdict | undefined;
  after: Verdict | undefined;
}

const GOOD: readonly (Verdict | undefined)[] = ['PASS', 'PASS_NON_STRICT'];

/** Kinds of change in the order in which they are told; the first that fits a pair is its kind. */
const KINDS: readonly { title: string; fits: (pair: Pair) => boolean }[] = [
  { title: 'newly failing', fits: ({ before, after }) => after === 'FAIL' && before !== 'FAIL' },
  { title: 'mended', fits: ({ before, after }) => before === 'FAIL' && GOOD.includes(after) },
  { title: 'appeared', fits: ({ before }) => before === undefined },
  { title: 'vanished', fits: ({ after }) => after === undefined },
  { title: 'otherwise changed', fits: () => true },
];

/** Tells how two reports differ; 1 when something fails that did not fail before, 0 otherwise. */
export function diff(first: string, second: string): number {
  const [before, after] = [readReport(first), readReport(second)];
  const requirements = changes(before.requirements, after.requirements);
  const checks = changes(before.checks, after.checks);
  const lines = [
    `${sketch(before)}  →  ${sketch(after)}`,
    ...told('requirement', requirements),
    ...told('check', checks),
    ...(requirements.length + checks.length === 0 ? ['no difference'] : []),
    ...(before.run.partial || after.run.partial ? ['note: a run was only a part (--only, --skip)'] : []),
  ];
  process.stdout.write(`${printable(lines).join('\n')}\n`);
  return [...requirements, ...checks].some((pair) => KINDS[0]?.fits(pair)) ? EXIT.failed : EXIT.ok;
}

function changes(before: readonly Row[], after: readonly Row[]): Pair[] {
  const first = new Map(before.map(({ id, verdict }) => [id, verdict]));
  const second = new Map(after.map(({ id, verdict }) => [id, verdict]));
  return [...new Set([...first.keys(), ...second.keys()])]
    .sort()
    .map((id): Pair => ({ id, before: first.get(id), after: second.get(id) }))
    .filter((pair) => pair.before !== pair.after);
}

function told(what: string, pairs: readonly Pair[]): string[] {
  const groups = Map.groupBy(pairs, (pair) => KINDS.find(({ fits }) => fits(pair))?.title ?? '');
  return KINDS.flatMap(({ title }) => {
    const members = groups.get(title) ?? [];
    if (members.length === 0) return [];
    const rows = members.map(({ id, before, after }) => `  ${id}  ${before ?? '-'} → ${after ?? '-'}`);
    return [`${title}: ${counted(members.length, what)}`, ...rows];
  });
}

/** The headline of a run in a few words. */
function sketch({ profiles, subject }: Report): string {
  const figures = profiles.map(({ id, verified, applicable }) => `${id} ${verified} of ${applicable}`);
  return `${subject.name}: ${figures.join(', ')}`;
}
