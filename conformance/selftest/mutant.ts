import { globs } from '../src/glob.ts';
import type { Report } from '../src/report/report.ts';
import type { Verdict } from '../src/verdict.ts';

/** What a server tells of one of its faults. */
export interface FaultFacts {
  /** `heartbeat/no-ping`: the kind, and what is wrong. */
  name: string;
  /** Ids of requirements, or of checks, that cannot hold while it is on. */
  breaks: string[];
}

/** A fault as the server of one profile has it. */
export interface Mutant {
  fault: string;
  /** What was broken on purpose, in one word. */
  kind: string;
  profile: string;
  /** What must notice it, ids of requirements or checks. */
  intended: string[];
}

export type Fate =
  /** By what was meant to notice it. */
  | 'killed'
  | 'killed-by-another'
  | 'survived'
  /** Nothing came by it, so that nothing was shown. */
  | 'not-exercised';

export interface Result extends Mutant {
  fate: Fate;
  /** Requirements that were found broken. */
  by: string[];
  durationMs: number;
}

/** How faults are tried. */
export interface TrialOptions {
  /** All faults and all checks that may notice them, and not only some. */
  isFull: boolean;
  /** Servers at the same time. */
  workers: number;
  /** Faults to try; all without. */
  only?: ((fault: string) => boolean) | undefined;
  onResult(result: Result): void;
}

/** What became of many faults. */
export interface Trial {
  results: Result[];
  /** What speaks against the trial itself, in sentences: the server was not right without a fault. */
  wrong: string[];
}

export const inOrder = (results: readonly Result[]): Result[] =>
  results.toSorted((left, right) => nameOf(left).localeCompare(nameOf(right), 'en'));

const nameOf = ({ fault, profile }: Mutant): string => `${fault} ${profile}`;

/** Verdicts that say that something is wrong. */
const BROKEN: ReadonlySet<Verdict> = new Set(['FAIL', 'WARN']);

/** One mutant for each profile in which a fault is to be noticed. */
export function mutantsOf({ name, breaks }: FaultFacts): Mutant[] {
  const profileOf = (id: string): string => id.split('/')[0] ?? '';
  return [...Map.groupBy(breaks, profileOf)].map(([profile, intended]) => ({
    fault: name,
    kind: name.split('/')[0] ?? '',
    profile,
    intended,
  }));
}

/** Requirements that a report finds broken, and the checks that say so. */
export function brokenIn(report: Report): string[] {
  const checks = report.checks.filter(({ verdict }) => BROKEN.has(verdict)).map(({ id }) => id);
  const requirements = report.requirements.filter(({ verdict }) => BROKEN.has(verdict)).map(({ id }) => id);
  return [...new Set([...requirements, ...checks])];
}

/** @param hits how often the fault has made the server wrong; undefined when it has ended with the server */
export function fateOf(mutant: Mutant, report: Report, hits: number | undefined): Pick<Result, 'fate' | 'by'> {
  const by = brokenIn(report);
  const isIntended = globs(mutant.intended);
  if (hits === 0) return { fate: 'not-exercised', by };
  if (by.some(isIntended)) return { fate: 'killed', by };
  return { fate: by.length > 0 ? 'killed-by-another' : 'survived', by };
}
