import { mxf } from '@agentwire/generated/constants/mxf';
import type { MxfErrorCode } from '@agentwire/generated/types/mxf';
import { type ErrorCode, ProtocolError } from '../../errors.ts';
import { valueAt } from '../../pointer.ts';
import type { Acknowledged, Mxf } from './protocol.ts';

/** A closed set: what has no code of its own is VALIDATION_ERROR (MXF-A23, A26). */
const codes: Partial<Record<ErrorCode, MxfErrorCode>> = {
  NOT_AUTHENTICATED: 'AUTH_FAILED',
  WRONG_PASSWORD: 'AUTH_FAILED',
  INVALID_TOKEN: 'INVALID_KEY',
  FORBIDDEN: 'PERMISSION_DENIED',
  RATE_LIMITED: 'RATE_LIMITED',
  INTERNAL_ERROR: 'INTERNAL_ERROR',
};

/** Things whose absence has a code of its own. */
const missingCodes = new Map<string, MxfErrorCode>([
  ['channel', 'CHANNEL_NOT_FOUND'],
  ['agent', 'AGENT_NOT_FOUND'],
]);

/** The families of events that have an error event (MXF-A03). */
const familyErrors = {
  agent: 'agent:error',
  channel: 'channel:error',
  task: 'task:error',
  memory: 'memory:error',
  mcp: 'mcp:error',
} as const;

const families = new Map(Object.entries(familyErrors));

/** Payload of an error, on any of the error events. */
export interface WireError {
  code: MxfErrorCode;
  message: string;
  details?: object;
}

export function wireError({ code: reason, details, missing, limit, retryAfterMs }: ProtocolError): WireError {
  const code = (missing && missingCodes.get(missing.entity)) ?? codes[reason] ?? 'VALIDATION_ERROR';
  const wording = mxf.channels.mxf.errors[code];
  if (limit) return { code, message: wording, details: { ...limit, retryAfterMs } };
  if (missing) return { code, message: `${wording}: ${missing.entity} ${missing.id}`, details: missing };
  if (reason === 'UNKNOWN_TYPE') return { code, message: `${wording}: there is no event ${details}` };
  return { code, message: details === undefined ? wording : `${wording}: ${details}` };
}

/** Every failure is told as error, and to those who listen to one family by the event of that (MXF-B56). */
export function readError(error: ProtocolError, { value }: { value: unknown }): Mxf['draft'][] {
  const payload = wireError(error);
  const event = valueAt(value, '/event');
  const [family = ''] = typeof event === 'string' ? event.split(':') : [];
  const specific = families.get(family);
  return [{ event: 'error', payload }, ...(specific ? [{ event: specific, payload }] : [])];
}

/** What the acknowledgement of a refused event says besides, by its name (MXF-A16, A27). */
const refusedFields = new Map<unknown, (payload: unknown) => Acknowledged>([
  ['memory:bulk', () => ({ applied: 0 })],
  [
    'mcp:tool:execute',
    (payload) => {
      const toolName = valueAt(payload, '/toolName');
      return typeof toolName === 'string' ? { toolName } : {};
    },
  ],
]);

export function ofRefused(value: unknown): Acknowledged | undefined {
  return refusedFields.get(valueAt(value, '/event'))?.(valueAt(value, '/payload'));
}

/** What CONNECT_ERROR carries (MXF-A02). */
export function readRefusal(error: unknown): { message: string; data: WireError } {
  const data: WireError =
    error instanceof ProtocolError
      ? wireError(error)
      : { code: 'INTERNAL_ERROR', message: mxf.channels.mxf.errors.INTERNAL_ERROR };
  return { message: data.message, data };
}
