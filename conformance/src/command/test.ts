import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { usageError } from '../exit.ts';
import { suggestion } from '../nearest.ts';
import { badgeReport } from '../report/badge.ts';
import { consoleReport } from '../report/console.ts';
import { ctrfReport } from '../report/ctrf.ts';
import { htmlReport } from '../report/html.ts';
import { jsonReport } from '../report/json.ts';
import { junitReport } from '../report/junit.ts';
import { markdownReport } from '../report/markdown.ts';
import type { Report } from '../report/report.ts';
import type { TestFlags } from './flags.ts';
import { judgeSubject } from './judged.ts';
import { terminalOf } from './terminal.ts';

/** Every form of the report, each a function of the canonical one. */
const WRITERS: Record<string, { file: string; write: (report: Report) => string }> = {
  html: { file: 'report.html', write: htmlReport },
  json: { file: 'report.json', write: jsonReport },
  junit: { file: 'junit.xml', write: junitReport },
  ctrf: { file: 'ctrf.json', write: ctrfReport },
  markdown: { file: 'summary.md', write: markdownReport },
  badge: { file: 'badge.svg', write: badgeReport },
};

/** Judges a subject, tells the result and writes reports; resolves to the exit code. */
export async function test(flags: TestFlags): Promise<number> {
  demandReports(flags);
  const report = await judgeSubject(flags);
  const terminal = terminalOf(process.stdout);
  process.stdout.write(consoleReport(report, { terminal, verbose: flags.verbose === true }));
  writeReports(report, flags);
  return report.run.exitCode;
}

/** @throws ExitError (2) for a kind that there is not. */
function demandReports(flags: TestFlags): void {
  const known = Object.keys(WRITERS);
  const unknown = reportKinds(flags).find((kind) => !known.includes(kind));
  if (unknown !== undefined)
    throw usageError(`unknown report ${unknown}; there are ${known.join(', ')}.${suggestion(unknown, known)}`);
}

/** A page to open, and what replay and diff read, unless others or none were asked for. */
function reportKinds({ report = ['html', 'json'] }: TestFlags): string[] {
  return report.filter((kind) => kind !== 'none');
}

function writeReports(report: Report, flags: TestFlags): void {
  const kinds = reportKinds(flags);
  if (kinds.length === 0) return;
  mkdirSync(flags.out, { recursive: true });
  for (const kind of kinds) {
    const { file, write } = WRITERS[kind] as (typeof WRITERS)[string];
    const path = join(flags.out, file);
    writeFileSync(path, write(report));
    process.stderr.write(`wrote ${relative(process.cwd(), path)}\n`);
  }
}
