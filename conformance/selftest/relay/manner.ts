import type { Channel } from '@agentwire/generated/model';
import type WebSocket from 'ws';

/** A text of the server on its way to a client: a frame, or the data of a server-sent event. */
export interface Passing {
  channel: Channel;
  text: string;
  /** The client that it is for. */
  client: Client;
  /** Clients of the same channel, that one included, the oldest first. */
  clients(): Client[];
}

/** A client behind the relay. */
export interface Client {
  /** Sends a text as the server would. */
  send(text: string): void;
}

/** Decides what becomes of a text. */
export type Passage = (passing: Passing) => void;

/** How the relay passes things on. */
export interface Manner {
  passage: Passage;
  /** So much later does everything come that the server says, milliseconds; the order stays. */
  delayMs(): number;
  /** So much later is a connection opened, milliseconds. */
  openingMs: number;
  /** Puts a text on a socket. */
  put(socket: WebSocket, text: string): void;
  /** Further headers of the answer that opens a connection. */
  headers: readonly string[];
  /** Words that a close comes with. */
  closeReason: string;
  /** How a server-sent event is written. */
  event(block: string): string;
}

/** What stands in a control ping that is not the server's, whose answer is not for it. */
export const OWN_PING = 'from the relay';

/** Changes nothing. */
export const faithful: Manner = {
  passage: ({ client, text }) => client.send(text),
  delayMs: () => 0,
  openingMs: 0,
  put: (socket, text) => socket.send(text),
  headers: [],
  closeReason: '',
  event: (block) => `${block}\n\n`,
};
