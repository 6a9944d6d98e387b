import { join } from 'node:path';

/** A place in a source file, one-based. */
export interface Place {
  /** Path relative to the folder of the root document. */
  file: string;
  line: number;
  column: number;
}

/** One thing that is wrong with a document, and where. */
export interface Problem {
  place: Place;
  /** Name of the rule, `example-valid`. */
  rule: string;
  message: string;
}

/**
 * `spec/profiles/cloud/messages.yaml:12:3  example-valid  the text`
 * @param folder what the file's path is told from: the folder of the root document
 */
export function formatProblem({ place, rule, message }: Problem, folder = ''): string {
  return `${join(folder, place.file)}:${place.line}:${place.column}  ${rule}  ${message}`;
}

/** Thrown when a document cannot be read or breaks a rule; the message lists every problem on a line of its own. */
export class DocumentError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => formatProblem(problem)).join('\n'));
    this.name = 'DocumentError';
    this.problems = problems;
  }
}
