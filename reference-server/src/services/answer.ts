import type { Address } from '../address.ts';
import type { ErrorCode } from '../errors.ts';

/** An HTTP request with its whole body. */
export interface Request {
  /** Headers by their name in lower case. */
  headers: ReadonlyMap<string, string>;
  body: Uint8Array;
  /** Where it comes from, for the log. */
  address?: Address;
}

/** What a service answers; objects travel as JSON. */
export interface Answer {
  status: number;
  body: object | string;
  /** For a body that is text. */
  contentType?: string;
}

/** Handles a request, or throws a `Refusal` or a `ProtocolError`. */
export type Service = (request: Request) => Answer | Promise<Answer>;

export type RefusalCode =
  | ErrorCode
  | 'NOT_FOUND'
  | 'INVALID_REQUEST'
  | 'INVALID_SIGNATURE'
  | 'INVALID_TARGET'
  | 'TOO_LARGE'
  | 'UNAVAILABLE';

/** A request that is not done; `{"error": {"code", "message", "details"?}}` on the wire. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: RefusalCode;
  readonly details: string | undefined;

  constructor({ status, code, message, details }: RefusalOptions) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

export interface RefusalOptions {
  status: number;
  code: RefusalCode;
  message: string;
  details?: string | undefined;
}

const bearer = 'Bearer ';

/** The token of `Authorization: Bearer`, or empty. */
export function bearerToken(headers: Request['headers']): string {
  const value = headers.get('authorization') ?? '';
  return value.startsWith(bearer) ? value.slice(bearer.length) : '';
}

/** Narrows to a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of JSON text; nothing when it is none. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return undefined;
  }
}
