import { EXIT, usageError } from '../exit.ts';
import { suggestion } from '../nearest.ts';
import { consoleReport } from '../report/console.ts';
import { printable } from '../report/printable.ts';
import type { CheckReport, Report } from '../report/report.ts';
import { type Verdict, worst } from '../verdict.ts';
import { demandGiven } from './demands.ts';
import { judgeSubject } from './judged.ts';
import { prepare } from './prepared.ts';
import { readReport } from './saved-report.ts';
import { terminalOf } from './terminal.ts';

/** Plays a check of a report again, alone and against the same subject; 0 when it says the same, 1 otherwise. */
export async function replay(file: string, id: string, flags: { verbose?: boolean }): Promise<number> {
  const before = readReport(file);
  const check = checkNamed(before, id);
  const { given } = before;
  const addressed = (given.url ?? given.ready) !== undefined;
  const same = { ...given, ...(addressed ? { profile: [check.profile] } : {}), out: '' };
  if (check.transcript.length > 0) demandGiven((await prepare(same)).identities, check.needs, check.id);
  const after = await judgeSubject({
    ...same,
    only: check.replays,
    seed: before.run.seed,
    workers: check.replays.length,
  });
  const terminal = terminalOf(process.stdout);
  const told = consoleReport(after, { terminal, verbose: flags.verbose === true });
  const changes = changesOf(check, after);
  const line =
    changes.length === 0
      ? `same: ${check.id} is ${check.verdict} again`
      : `different: ${check.id}: ${changes.join('; ')}`;
  process.stdout.write(`${told}\n${printable(line)}\n`);
  return changes.length === 0 ? EXIT.ok : EXIT.failed;
}

/** The check of this id, or the one that decided the requirement of this id. @throws ExitError (2) */
function checkNamed(report: Report, id: string): CheckReport {
  const deciding = report.requirements.find((one) => one.id === id)?.checks[0]?.id;
  const found = report.checks.find((check) => check.id === id) ?? report.checks.find((check) => check.id === deciding);
  if (found) return found;
  const known = [...report.checks, ...report.requirements].map((one) => one.id);
  throw usageError(`the report has no check and no requirement ${id}.${suggestion(id, known)}`);
}

/** What each requirement of a check became, where it is not what it was. */
function changesOf(before: CheckReport, report: Report): string[] {
  const after = decisionsNow(before, report);
  const ids = new Set([...before.decisions, ...after].map(({ requirement }) => requirement));
  return [...ids].flatMap((id) => {
    const [was, is] = [verdictIn(before.decisions, id), verdictIn(after, id)];
    return was === is ? [] : [`${id} was ${was}, is ${is}`];
  });
}

type Decided = { requirement: string; verdict: Verdict };

/** A fault that was seen on the way and is not seen again is mended, if the check that saw it came to its end. */
function decisionsNow(before: CheckReport, report: Report): Decided[] {
  const again = report.checks.find(({ id }) => id === before.id);
  if (again) return again.decisions;
  const played = report.checks.filter(({ id }) => before.replays.includes(id)).map((check) => check.verdict);
  const undecided = played.length === 0 ? 'INCONCLUSIVE' : played.find((verdict) => UNDECIDED.includes(verdict));
  const verdict = undecided ?? 'PASS';
  return before.decisions.map(({ requirement }) => ({ requirement, verdict }));
}

const UNDECIDED: readonly Verdict[] = ['UNTESTABLE', 'INCONCLUSIVE'];

const verdictIn = (decisions: readonly Decided[], id: string): Verdict | 'not decided' =>
  worst(decisions.filter(({ requirement }) => requirement === id).map(({ verdict }) => verdict)) ?? 'not decided';
