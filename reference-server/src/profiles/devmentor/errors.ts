import { devmentor as document } from '@agentwire/generated/constants/devmentor';
import type { ErrorCode } from '../../errors.ts';
import type { Devmentor } from './protocol.ts';

/** The channel of IDE extensions, which is also their realm in the hub and in the store. */
export const realm = 'devmentorWs';
const { errors } = document.channels[realm];

type WireCode = keyof typeof errors;

/** How the core's codes read on this wire; those that it lacks are all about the message. */
const wireCodes: Record<ErrorCode, WireCode> = {
  INVALID_MESSAGE: 'INVALID_MESSAGE',
  INVALID_REQUEST: 'INVALID_MESSAGE',
  UNKNOWN_TYPE: 'UNKNOWN_TYPE',
  NOT_AUTHENTICATED: 'HANDSHAKE_REQUIRED',
  INVALID_TOKEN: 'INVALID_API_KEY',
  WRONG_PASSWORD: 'INVALID_API_KEY',
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'INVALID_MESSAGE',
  UNSUPPORTED_VERSION: 'INVALID_MESSAGE',
  RATE_LIMITED: 'RATE_LIMITED',
  LIMIT_EXCEEDED: 'INVALID_MESSAGE',
  INTERNAL_ERROR: 'INTERNAL_ERROR',
};

export function wireCode(code: ErrorCode): WireCode {
  return wireCodes[code];
}

/** An error in words, with its particulars behind them. */
export function errorMessage(code: WireCode, details?: string): Devmentor['draft'] {
  return { type: 'error', data: { error: details ? `${errors[code]}: ${details}` : errors[code], code } };
}
