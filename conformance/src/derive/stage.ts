import type { Message } from '@agentwire/generated/model';
import { fresh } from '../fresh.ts';
import { at, isObject } from '../json.ts';
import { framed, messageById, payloadPlace } from '../protocol.ts';
import type { Connection } from '../wire/connection.ts';

/** What stands on this connection for texts of the document's examples. */
export type Names = ReadonlyMap<unknown, unknown>;

/**
 * Prepares a connection for messages: what their examples speak of is there afterwards. An id that the server
 * does not give keeps the example's text, and what takes it will not be accepted.
 * @throws NotCome
 */
export async function setStage(connection: Connection, messages: readonly Message[]): Promise<Names> {
  const { channel } = connection;
  const { stage } = channel.facts;
  const names = new Map<unknown, unknown>((stage?.fresh ?? []).map((text) => [text, fresh(text)]));
  if (!stage) return names;
  for (const { send, payload, expect, take = {}, for: users } of stage.sends) {
    if (users && !messages.some(({ id }) => users.includes(id))) continue;
    const from = connection.inbox.length;
    connection.send(JSON.stringify(framed(channel, messageById(channel, send), renamed(payload, names))));
    await connection.barrier();
    const answer = connection.inbox
      .slice(from)
      .find((item) => item.message !== undefined && item.message.id === expect);
    for (const [text, pointer] of Object.entries(take)) {
      const given = at(answer?.value, payloadPlace(channel) + pointer);
      if (given !== undefined) names.set(text, given);
    }
  }
  return names;
}

/** A copy in which every text that has a name is that name. */
export function renamed(value: unknown, names: Names): unknown {
  if (names.has(value)) return names.get(value);
  if (Array.isArray(value)) return value.map((item) => renamed(item, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, renamed(member, names)]));
}
