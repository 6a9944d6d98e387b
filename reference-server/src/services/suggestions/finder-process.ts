import { findIn, findInLines } from './find-in.ts';
import type { Finding, Source } from './finding.ts';

/** What the process is asked. */
export interface Question {
  id: number;
  source: Source;
}

/** What it answers: first what needs no parser, in case the parser does not come back, then everything. */
export interface Answer {
  id: number;
  findings: Finding[];
  isLast: boolean;
}

/*
 * The process in which sources are parsed: they come from clients, and the parser is native code
 * that source nested deep enough brings down. `suggestions.ts` starts it, ends it when it takes too
 * long, and lives on without it.
 */
process.on('message', ({ id, source }: Question) => {
  send({ id, findings: findInLines(source), isLast: false }, () => {
    send({ id, findings: findIn(source), isLast: true }, () => {});
  });
});
process.on('disconnect', () => process.exit());

function send(answer: Answer, then: () => void): void {
  process.send?.(answer, then);
}
