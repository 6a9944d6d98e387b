import type {
  DevmentorEventsServerMessage,
  DevmentorWsClientMessage,
  DevmentorWsServerMessage,
} from '@agentwire/generated/types/devmentor';
import type { Protocol } from '../../protocol.ts';

/** What the dashboard keeps of an IDE extension's connection, from its handshake on. */
export interface IdeClient {
  /** Outlives the connection. */
  clientId?: string;
  /** Ends the delivery of what is queued under that id. */
  leaveQueue?: () => void;
}

/** The messages between IDE extensions and the dashboard; the server adds the requestId to its answers. */
export interface Devmentor extends Protocol {
  client: DevmentorWsClientMessage;
  server: DevmentorWsServerMessage;
  draft: DevmentorWsServerMessage;
  state: IdeClient;
}

/** The events of the stream; its readers say nothing, and the server adds nothing. */
export interface DevmentorEvents extends Protocol {
  client: never;
  server: DevmentorEventsServerMessage;
  draft: DevmentorEventsServerMessage;
}
