import type { CloudClientMessage, CloudServerMessage } from '@agentwire/generated/types/cloud';
import type { Protocol } from '../../protocol.ts';

type WithoutTimestamp<Message> = Message extends unknown ? Omit<Message, 'timestamp'> : never;

/** The messages of Code Cloud Agents; the server adds the timestamp to its own. */
export interface Cloud extends Protocol {
  client: CloudClientMessage;
  server: CloudServerMessage;
  draft: WithoutTimestamp<CloudServerMessage>;
}
