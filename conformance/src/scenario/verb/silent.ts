import { brief } from '../../json.ts';
import { messageById } from '../../protocol.ts';
import type { Connection } from '../../wire/connection.ts';
import { StepFailed } from '../failure.ts';
import { matches } from '../matcher.ts';
import type { ScenarioRun, StepEnd } from '../run.ts';
import type { SilentStep } from '../step.ts';
import { means } from './barrier.ts';

/**
 * The window begins where the connection's last expect or silent began to read: what that expect
 * passed over counts, what it took does not. On a channel without barrier what the connection has
 * received is all there is: a step before has waited for a witness on it.
 */
export async function silent(run: ScenarioRun, step: SilentStep): Promise<StepEnd> {
  const connection = run.connection(step.silent);
  const select = run.value(step.select);
  if (connection.channel.facts.barrier) await means(connection);
  if (looksLikeAnswer(connection, select)) await connection.controlRoundTrip();
  const came = connection.inbox
    .slice(connection.windowStart)
    .filter((item) => !item.taken && item.frame !== 'comment' && matches(select, item.value));
  connection.cursor = connection.inbox.length;
  connection.windowStart = connection.cursor;
  const atMost = step.atMost ?? 0;
  for (const item of came) connection.take(item);
  if (came.length <= atMost) return 'done';
  throw new StepFailed({
    reason: atMost === 0 ? 'a message came that must not' : 'more messages came than may',
    expected: atMost === 0 ? `no ${brief(select)}` : `at most ${atMost} × ${brief(select)}`,
    actual: atMost === 0 ? brief(came[0]?.value) : `${came.length}, the last ${brief(came.at(-1)?.value)}`,
    ends: false,
  });
}

/**
 * A surplus answer hides behind the barrier's own: the barrier takes the first that comes, the
 * surplus one stands just behind it and needs one more round trip.
 */
function looksLikeAnswer(connection: Connection, select: unknown): boolean {
  const barrier = connection.channel.facts.barrier;
  if (!barrier) return false;
  return messageById(connection.channel, barrier.expect).examples.some((example) => matches(select, example.payload));
}
