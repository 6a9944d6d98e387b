/** What the process says to its caller by its exit code. */
export const exitCodes = {
  valid: 0,
  /** Loss, duplicates, broken order, refused publications, or an objective that was missed. */
  notValid: 1,
  usage: 2,
  unreachable: 3,
  /** The generator was the limit, so the figures say nothing about the server. */
  void: 4,
  /** A process of the harness failed. */
  fault: 5,
} as const;

export type FailureKind = 'usage' | 'unreachable' | 'fault';

/** Ends a run before it has a result; the message is one line for the person at the terminal. */
export class Failure extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string) {
    super(message);
    this.name = 'Failure';
    this.kind = kind;
  }
}
