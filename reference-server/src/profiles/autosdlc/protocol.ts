import type { AutosdlcClientMessage, AutosdlcServerMessage } from '@agentwire/generated/types/autosdlc';
import type { Protocol } from '../../protocol.ts';

type Envelope = 'id' | 'timestamp' | 'metadata';
type WithoutEnvelope<Message> = Message extends unknown ? Omit<Message, Envelope> : never;

/** The messages of AutoSDLC; the server adds the envelope to its own. */
export interface Autosdlc extends Protocol {
  client: AutosdlcClientMessage;
  server: AutosdlcServerMessage;
  draft: WithoutEnvelope<AutosdlcServerMessage>;
}
