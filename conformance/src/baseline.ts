import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { usageError } from './exit.ts';
import { suggestion } from './nearest.ts';
import type { Report, RequirementReport } from './report/report.ts';
import { holds } from './summary.ts';
import type { Verdict } from './verdict.ts';

/** A broken requirement that is accepted for a while; `baseline.schema.json` says what each member means. */
interface Entry {
  id: string;
  reason: string;
  issue?: string;
  /** Last day on which it holds, `2026-01-31`. */
  expires: string;
  flaky?: boolean;
}

export interface Baseline {
  file: string;
  entries: Entry[];
}

/** @throws ExitError (2) */
export function readBaseline(file: string): Baseline {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw usageError(missing ? `no baseline at ${file}` : `${file} is no JSON: ${(error as Error).message}`);
  }
  const schema = JSON.parse(readFileSync(new URL('../baseline.schema.json', import.meta.url), 'utf8'));
  const validate = new Ajv.default({ allErrors: true, strict: false }).compile<{ accepted: Entry[] }>(schema);
  if (!validate(value)) {
    const wrong = (validate.errors ?? []).map((error) => {
      const detail = error.params.additionalProperty ?? '';
      return `${error.instancePath || 'the file'} ${error.message}${detail === '' ? '' : ` (${detail})`}`;
    });
    throw usageError(`${file} is no baseline: ${wrong.join('; ')} (see baseline.schema.json)`);
  }
  const twice = value.accepted.find(({ id }, index) => value.accepted.findIndex((one) => one.id === id) !== index);
  if (twice) throw usageError(`${file} accepts ${twice.id} twice; keep one entry`);
  return { file, entries: value.accepted };
}

export interface BaselineContext {
  /** Ids of all requirements of the document. */
  known: readonly string[];
  /** Day of the run, `2026-01-31`. */
  today: string;
}

const ACCEPTABLE: readonly Verdict[] = ['FAIL', 'WARN'];

/**
 * The report with what the baseline accepts set apart. An entry that has expired, matches nothing, or
 * names a requirement that is not broken any more is a problem of its own: a baseline must not rot.
 */
export function withBaseline(report: Report, baseline: Baseline, context: BaselineContext): Report {
  const problems = baseline.entries.flatMap((entry) => problemOf(entry, report, context));
  const requirements = report.requirements.map((row): RequirementReport => {
    const entry = baseline.entries.find(({ id }) => id === row.id);
    if (!entry || isExpired(entry, context) || !ACCEPTABLE.includes(row.verdict)) return row;
    const { reason, issue, expires } = entry;
    const accepted = { verdict: row.verdict, reason, ...(issue ? { issue } : {}), expires };
    return { ...row, verdict: entry.flaky ? 'KNOWN_FLAKY' : 'KNOWN_FAIL', accepted };
  });
  const profiles = report.profiles.map((profile) => ({
    ...profile,
    verdicts: countsOf(requirements.filter((row) => row.profile === profile.id)),
  }));
  return {
    ...report,
    requirements,
    profiles,
    baseline: { problems: problems.map((one) => `${baseline.file}: ${one}`) },
  };
}

const isExpired = (entry: Entry, { today }: BaselineContext): boolean => entry.expires < today;

function problemOf(entry: Entry, report: Report, context: BaselineContext): string[] {
  const { id, expires } = entry;
  if (!context.known.includes(id)) return [`no requirement ${id}.${suggestion(id, [...context.known])}`];
  const row = report.requirements.find((one) => one.id === id);
  if (!row) return [];
  if (isExpired(entry, context)) return [`${id} was accepted until ${expires}; mend it, or decide anew`];
  if (entry.flaky || !holds(row.verdict)) return [];
  return [`${id} is not broken any more; take it out`];
}

function countsOf(rows: readonly RequirementReport[]): Partial<Record<Verdict, number>> {
  const counts: Partial<Record<Verdict, number>> = {};
  for (const { verdict } of rows) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}
