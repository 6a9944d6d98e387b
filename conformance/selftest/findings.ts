import type { Report } from '../src/report/report.ts';
import type { Verdict } from '../src/verdict.ts';

/** What became of a server that is judged as a whole. */
export interface Shown {
  name: string;
  /** What should not have been found, in sentences. */
  wrong: string[];
  /** What is worth telling, the same each time. */
  note: string;
}

/** Verdicts that no correct server gets. */
const UNWANTED: ReadonlySet<Verdict> = new Set(['FAIL', 'WARN', 'INFO', 'INCONCLUSIVE']);

/** What a report finds wrong with a server in which nothing is. */
export const wrongIn = ({ requirements }: Report): string[] =>
  requirements.flatMap(({ id, verdict, reason }) => (UNWANTED.has(verdict) ? [`${verdict} ${id}: ${reason}`] : []));
