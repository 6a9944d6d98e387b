import type { autosdlc } from '@agentwire/generated/constants/autosdlc';
import type { cloud } from '@agentwire/generated/constants/cloud';

type Channels = typeof cloud.channels.cloud | typeof autosdlc.channels.autosdlc;
type KeysOf<Each> = Each extends unknown ? keyof Each : never;

/** Every error code that the document knows, over all profiles. */
export type ErrorCode = KeysOf<Channels['errors']>;

/** Every reason for which the document has a close code, over all profiles. */
export type CloseReason = KeysOf<Channels['closeCodes']>;

/** What an error says beyond its code. */
export interface ErrorContext {
  /** The particulars, for the reader on the other side; must hold no secret. */
  details?: string;
  /** When a repetition has a chance, milliseconds. */
  retryAfterMs?: number;
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

  constructor(code: ErrorCode, { details, retryAfterMs }: ErrorContext = {}) {
    super(details === undefined ? code : `${code}: ${details}`);
    this.code = code;
    this.details = details;
    this.retryAfterMs = retryAfterMs;
  }
}
