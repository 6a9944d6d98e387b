import type { Checked } from '@agentwire/generated/checked';
import { ProtocolError } from './errors.ts';
import type { Profile } from './profile.ts';
import type { Protocol } from './protocol.ts';
import type { Received } from './received.ts';
import type { Naming } from './routing.ts';

/** What became of what was received: a message, or the reason why it is none. */
export interface Reading<P extends Protocol> {
  /** Name on the wire; empty when it is none that clients send, so that strangers' words are never a key. */
  name: string;
  /** What it held, valid or not; nothing when it could not be read. */
  value?: unknown;
  outcome: { message: P['client'] } | { error: unknown };
  wasCompressed: boolean;
}

/** Violations that an error lists. */
const maxViolations = 10;
/** Characters of a client's own words that an error repeats. */
const maxEcho = 100;

/** Reads and validates, once. What is no message is a reading too, not an exception. */
export function read<P extends Protocol>(received: Received, profile: Profile<P>, nameOf: Naming): Reading<P> {
  try {
    const { value, wasCompressed } = received.decode(profile.traits);
    const checked = profile.checkClient(value);
    const outcome = checked.ok ? checked : { error: refusal(checked) };
    return { name: nameOf(value), value, outcome, wasCompressed };
  } catch (error) {
    return { name: '', outcome: { error }, wasCompressed: false };
  }
}

function refusal({ reason, name, errors }: Extract<Checked<unknown>, { ok: false }>): ProtocolError {
  if (reason === 'unknown-message') return new ProtocolError('UNKNOWN_TYPE', { details: name.slice(0, maxEcho) });
  if (reason !== 'invalid') {
    return new ProtocolError('INVALID_MESSAGE', { details: 'a message is a JSON object with a string as type' });
  }
  return new ProtocolError('INVALID_REQUEST', { details: listViolations(errors) });
}

/** The breaches of a schema in one line, `/data must have required property 'token'`. */
export function listViolations(errors: readonly { path: string; message: string }[]): string {
  const lines = errors.slice(0, maxViolations).map(({ path, message }) => `${path || '/'} ${message}`);
  return lines.join('; ');
}
