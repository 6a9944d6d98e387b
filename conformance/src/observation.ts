import type { Decision } from './check.ts';
import { brief } from './json.ts';
import { describe } from './judge.ts';
import type { Received } from './wire/connection.ts';

/**
 * Adds a decision for a received frame that is wrong; the same fault of the same requirement counts once.
 * @param place what the check was doing
 */
export function observe(decisions: Decision[], received: Received, place: string): void {
  const { requirement, faults } = received;
  if (faults.length === 0 || requirement === undefined) return;
  const expected = describe(faults);
  const known = decisions.some(
    (decision) => decision.observed && decision.requirement === requirement && decision.expected === expected,
  );
  if (known) return;
  decisions.push({
    requirement,
    outcome: 'fail',
    reason: received.message
      ? `a received ${received.message.name} breaks its schema`
      : 'a received frame is no message',
    expected,
    actual: received.text === undefined ? 'bytes that are no text' : brief(received.value ?? received.text),
    at: place,
    observed: true,
  });
}
