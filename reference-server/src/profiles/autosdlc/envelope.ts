import { randomUUID } from 'node:crypto';
import { autosdlc } from '@agentwire/generated/constants/autosdlc';
import type { SealContext } from '../../profile.ts';
import { eventsOf } from '../../routing.ts';
import type { Autosdlc } from './protocol.ts';

const events = eventsOf(autosdlc.channels.autosdlc);

/**
 * Puts a message into its envelope. What a publisher already gave is kept, the id above all, which
 * names the event wherever it travels (AUTOSDLC-A18); the server's own drafts have nothing to keep.
 */
export function seal(draft: Autosdlc['draft'], { clock, inReplyTo }: SealContext): Autosdlc['server'] {
  const given = asRecord(draft);
  const { compressed, encrypted, ...metadata } = asRecord(given.metadata);
  const source = events.get(draft.type)?.source;
  const correlationId = asRecord(inReplyTo).id;
  return {
    id: given.id ?? `evt-${randomUUID()}`,
    type: draft.type,
    timestamp: given.timestamp ?? clock.now(),
    data: given.data,
    metadata: {
      ...(source !== undefined && { source }),
      ...(typeof correlationId === 'string' && { correlationId }),
      ...metadata,
      version: '1.0',
    },
  } as Autosdlc['server'];
}

/** Says in the envelope that the message travels as gzip. */
export function markCompressed(message: Autosdlc['server']): Autosdlc['server'] {
  return { ...message, metadata: { version: '1.0', ...message.metadata, compressed: true } };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
