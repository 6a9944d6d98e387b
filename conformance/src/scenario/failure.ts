/** A step did not go as it says. */
export class StepFailed extends Error {
  readonly expected: string | undefined;
  readonly actual: string | undefined;
  /** Requirement that a broken frame fails already, when that frame is why this step failed. */
  readonly hiddenBy: string | undefined;
  /** Whether the steps after it make no sense any more. */
  readonly ends: boolean;
  /** What kept the step from being decided at all: the check's own means failed, or the subject is gone. */
  readonly undecided: 'untestable' | 'inconclusive' | undefined;

  constructor(options: {
    reason: string;
    expected?: string;
    actual?: string;
    hiddenBy?: string;
    ends: boolean;
    undecided?: 'untestable' | 'inconclusive';
  }) {
    super(options.reason);
    this.name = 'StepFailed';
    this.expected = options.expected;
    this.actual = options.actual;
    this.hiddenBy = options.hiddenBy;
    this.ends = options.ends;
    this.undecided = options.undecided;
  }
}
