import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { bearerToken, isRecord, parseJson, Refusal, type Service } from './answer.ts';

/** Furthest that one request moves time, a day in milliseconds. */
const maxAdvanceMs = 86_400_000;

/**
 * `POST /control/clock` with `{"advanceMs"}`: moves virtual time ahead for whoever holds the control
 * token. All timers that become due fire before the answer.
 */
export function clockService(clock: Clock, controlToken: string): Service {
  const expected = digest(controlToken);
  return ({ headers, body }) => {
    if (!timingSafeEqual(digest(bearerToken(headers)), expected)) {
      throw new Refusal({ status: 401, code: 'INVALID_TOKEN', message: 'the control token is needed' });
    }
    return { status: 200, body: { nowMs: clock.advance(readAdvance(body)) } };
  };
}

function readAdvance(bytes: Uint8Array): number {
  const body = parseJson(bytes);
  const advanceMs = isRecord(body) ? body.advanceMs : undefined;
  if (typeof advanceMs === 'number' && Number.isInteger(advanceMs) && advanceMs >= 0 && advanceMs <= maxAdvanceMs) {
    return advanceMs;
  }
  const message = `advanceMs must be a whole number from 0 to ${maxAdvanceMs}`;
  throw new Refusal({ status: 400, code: 'INVALID_REQUEST', message });
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
