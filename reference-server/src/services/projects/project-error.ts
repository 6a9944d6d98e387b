/**
 * `not-found`: nothing the project has or will have. `outside`: no path inside of it.
 * `invalid-version`: no version that a project can reach.
 */
export type ProjectErrorCode = 'not-found' | 'outside' | 'invalid-version';

/** A request that a project refuses; the message may be shown to the client. */
export class ProjectError extends Error {
  override readonly name = 'ProjectError';
  readonly code: ProjectErrorCode;

  constructor(code: ProjectErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
