import type { MxfContent, MxfMessage } from '@agentwire/generated/types/mxf';
import type { Published } from '../../profile.ts';
import type { DomainEvents } from '../../services/domain-events.ts';
import { readable } from '../../services/mxp/mxp.ts';
import type { Readings } from '../../showing.ts';
import type { Mxf } from './protocol.ts';

/** How what happens elsewhere on the platform reads here. */
export const readings: Readings<Mxf> = {
  messagePosted: ({ sender: from, timestampMs, ...message }) => ({
    event: 'message',
    payload: { ...message, from, timestamp: new Date(timestampMs).toISOString() },
  }),
};

/** What is published here and says something about the platform. */
export const published: Published<Mxf> = {
  message({ payload }, { tell }) {
    const post = posted(payload);
    if (post) tell('messagePosted', post);
  },
};

/** A message of a channel as the platform hears of it; nothing of one that is meant for those with the key. */
export function posted(message: MxfMessage): DomainEvents['messagePosted'] | undefined {
  const { channelId, messageId, from: sender, timestamp } = message;
  const content = textOf(message.content);
  if (channelId === undefined || messageId === undefined || content === undefined) return undefined;
  return { channelId, messageId, sender, content, timestampMs: Date.parse(timestamp) };
}

/** What is still to be encrypted is as good as encrypted. */
function textOf(content: MxfContent): string | undefined {
  if (typeof content === 'string') return content;
  return content.encrypted || 'ciphertext' in content.payload ? undefined : readable(content);
}
