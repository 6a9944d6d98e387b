import type { Channel, Message } from '@agentwire/generated/model';
import { brief, same } from '../json.ts';
import type { Connection, Received } from '../wire/connection.ts';
import type { ScenarioRun } from './run.ts';

/** What no two messages share. */
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/;

/** What no two answers to one client share, and two events may: a date with its time, milliseconds since the epoch. */
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d|\b1\d{12}\b/;

/**
 * A message that was waited for and comes again at once, the same in every member, breaks what it was waited
 * for: it was told twice. Only such as name themselves count, or answer a request alone, and none where two frames
 * may have had the same answer. To be called when all connections have ended.
 */
export function demandOnce(run: ScenarioRun): void {
  for (const { connection, item, requirement } of run.expected) {
    const next = connection.inbox[item.index + 1];
    if (!next?.message || next.taken) continue;
    if (!namesItself(next) && !answersAlone(connection.channel, next.message)) continue;
    if (!same(next.value, item.value) || next.id !== item.id || isAwaited(connection, next) || run.failed(requirement))
      continue;
    const reason = `${next.message.name} came twice`;
    const actual = `2 × ${brief(item.value)}`;
    run.decide({ requirement, outcome: 'fail', reason, expected: 'it once', actual, observed: true });
  }
}

const namesItself = ({ text = '', message, id }: Received): boolean =>
  id !== undefined || UUID.test(text) || (message?.facts.event === undefined && TIME.test(text));

/** Whether a message is all the answer that a request gets, so that two of them are one too many. */
function answersAlone({ messages, facts }: Channel, { id }: Message): boolean {
  const requests = messages.filter(({ replies }) => replies.includes(id));
  return facts.refusal === id || (requests.length > 0 && requests.every(({ replies }) => replies.length === 1));
}

/** Whether the kit had sent more frames than had come, so that what comes may be an answer of its own. */
function isAwaited({ inbox, opening, greeting }: Connection, { index, sentBefore }: Received): boolean {
  return sentBefore > inbox.slice(0, index).filter((item) => item !== opening && item !== greeting).length;
}
