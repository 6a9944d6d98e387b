import { type Fields, facts, fields, text } from './fields.ts';
import { formatPointer, valueAt } from './pointer.ts';
import type { Direction } from './shape.ts';

const reverse: Record<Direction, Direction> = {
  'client-to-server': 'server-to-client',
  'server-to-client': 'client-to-server',
};

export interface Use {
  key: string;
  direction: Direction;
  /** Keys of the messages that answer. */
  replies: string[];
}

/**
 * How operations use the messages of a channel. What an application that listens receives comes from
 * clients; what one that connects receives comes from the server. Replies run the other way.
 */
export function usesOf(document: Fields, channelId: string): Use[] {
  const channelRef = `#${formatPointer(['channels', channelId])}`;
  const channel = fields(valueAt(document, ['channels', channelId]));
  const receives: Direction = facts(channel).role === 'client' ? 'server-to-client' : 'client-to-server';
  const all = Object.keys(fields(valueAt(document, ['channels', channelId, 'messages'])));
  return Object.values(fields(document.operations)).flatMap((value): Use[] => {
    const operation = fields(value);
    const direction = operation.action === 'receive' ? receives : reverse[receives];
    const reply = fields(operation.reply);
    const keysOf = (owner: Fields): string[] =>
      Array.isArray(owner.messages) ? owner.messages.map((ref) => text(fields(ref).$ref).split('/').at(-1) ?? '') : all;
    const replies = text(fields(reply.channel).$ref) === channelRef ? keysOf(reply) : [];
    const own = text(fields(operation.channel).$ref) === channelRef ? keysOf(operation) : [];
    return [
      ...own.map((key) => ({ key, direction, replies })),
      ...replies.map((key) => ({ key, direction: reverse[direction], replies: [] })),
    ];
  });
}
