import { codex } from '@agentwire/generated/constants/codex';
import type { CodexErrorCode, CodexServerError } from '@agentwire/generated/types/codex';
import type { ErrorCode, ProtocolError } from '../../errors.ts';

const wording: Readonly<Record<CodexErrorCode, string>> = codex.channels.codexStream.errors;

/** The core's codes on this wire. */
const codes: Readonly<Record<ErrorCode, CodexErrorCode>> = {
  INVALID_MESSAGE: 'invalid_message',
  INVALID_REQUEST: 'invalid_request',
  UNKNOWN_TYPE: 'unknown_type',
  NOT_AUTHENTICATED: 'unauthorized',
  INVALID_TOKEN: 'unauthorized',
  WRONG_PASSWORD: 'unauthorized',
  FORBIDDEN: 'unauthorized',
  NOT_FOUND: 'not_found',
  UNSUPPORTED_VERSION: 'unsupported_version',
  RATE_LIMITED: 'rate_limited',
  LIMIT_EXCEEDED: 'rate_limited',
  INTERNAL_ERROR: 'internal_error',
};

/** The request or workflow that an error concerns, and anything more (CODEX-A06). */
export type Concern = Pick<CodexServerError, 'requestId' | 'workflowId' | 'details'>;

export function wireError(
  { code, details }: Pick<ProtocolError, 'code' | 'details'>,
  concern: Concern = {},
): CodexServerError {
  const wireCode = codes[code];
  const message = details === undefined ? wording[wireCode] : `${wording[wireCode]}: ${details}`;
  return { type: 'error', code: wireCode, message, ...concern };
}

/** What failed is nobody's business but the log's. */
export function internalError(concern: Concern): CodexServerError {
  return wireError({ code: 'INTERNAL_ERROR', details: undefined }, concern);
}
