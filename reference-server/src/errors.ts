/**
 * Every reason to refuse a message, over all profiles; `Profile.readError` says how each reads on a
 * wire.
 */
export type ErrorCode =
  /** A frame that is no message: not JSON, no object, nothing that tells its kind, or beyond a limit. */
  | 'INVALID_MESSAGE'
  /** A message of a known kind that breaks its schema, or cannot be served as things stand. */
  | 'INVALID_REQUEST'
  | 'UNKNOWN_TYPE'
  | 'NOT_AUTHENTICATED'
  | 'INVALID_TOKEN'
  /** A user is not known, or not by this password. */
  | 'WRONG_PASSWORD'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'UNSUPPORTED_VERSION'
  | 'RATE_LIMITED'
  | 'LIMIT_EXCEEDED'
  /** The server itself has failed; the connection closes behind it. */
  | 'INTERNAL_ERROR';

/** Every reason for which a profile may have a close code of its own. */
export type CloseReason =
  | 'shutdown'
  | 'messageTooBig'
  | 'slowConsumer'
  | 'unauthorized'
  | 'rateLimited'
  | 'heartbeatTimeout';

/** Something that was asked for and does not exist. */
export interface Missing {
  /** What kind of thing, `channel`. */
  entity: string;
  id: string;
}

/** A limit of so many messages in a window. */
export interface ExceededLimit {
  bucket: string;
  limit: number;
  windowMs: number;
}

/** What an error says beyond its code. */
export interface ErrorContext {
  /** The particulars, for the reader on the other side; must hold no secret. */
  details?: string;
  /** When a repetition has a chance, milliseconds. */
  retryAfterMs?: number;
  /** What does not exist. */
  missing?: Missing;
  /** The limit that was exceeded. */
  limit?: ExceededLimit;
}

/**
 * A refusal. Thrown anywhere below a session, which translates it once into its profile's error
 * message; the HTTP services translate it into a status.
 */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  readonly code: ErrorCode;
  readonly details: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly missing: Missing | undefined;
  readonly limit: ExceededLimit | undefined;

  constructor(code: ErrorCode, { details, retryAfterMs, missing, limit }: ErrorContext = {}) {
    super(details === undefined ? code : `${code}: ${details}`);
    this.code = code;
    this.details = details;
    this.retryAfterMs = retryAfterMs;
    this.missing = missing;
    this.limit = limit;
  }
}
