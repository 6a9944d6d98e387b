import { ProtocolError } from '../../errors.ts';

const form = /^\d{4}-\d\d-\d\d(?<time>T\d\d:\d\d(:\d\d(\.\d+)?)?(?<zone>Z|[+-]\d\d:\d\d)?)?$/;

/**
 * Milliseconds since the epoch of an ISO 8601 date or date with time, in UTC where it names no zone
 * (MXF-A17); nothing when nothing is given.
 *
 * @throws ProtocolError INVALID_REQUEST for anything else: an entry that never expires is not what
 *   was asked for
 */
export function expiryOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const { time, zone } = form.exec(given)?.groups ?? {};
  const ms = form.test(given) ? Date.parse(time && !zone ? `${given}Z` : given) : Number.NaN;
  if (!Number.isNaN(ms)) return ms;
  throw new ProtocolError('INVALID_REQUEST', { details: 'metadata.expiresAt is no ISO 8601 date or time' });
}
