/** Exit codes of the kit. */
export const EXIT = {
  /** No unexpected FAIL. */
  ok: 0,
  /** At least one FAIL, or with --strict a WARN. */
  failed: 1,
  /** Usage, bad manifest, bad document, nothing selected. */
  usage: 2,
  /** The subject cannot be reached. */
  unreachable: 3,
  /** A MUST is not decided and --require-complete was given. */
  incomplete: 4,
  /** Fault of the kit. */
  kit: 5,
} as const;

/** Ends the run with one clear line on stderr and a documented exit code. */
export class ExitError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = 'ExitError';
    this.code = code;
  }
}

export const usageError = (message: string): ExitError => new ExitError(EXIT.usage, message);
export const unreachable = (message: string): ExitError => new ExitError(EXIT.unreachable, message);
export const kitError = (message: string): ExitError => new ExitError(EXIT.kit, message);
