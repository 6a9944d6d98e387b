import type { Clock } from './clock.ts';
import type { Credentials, Identity } from './credentials.ts';
import type { Alternatives, Variant } from './encoded.ts';
import type { CloseReason, ProtocolError } from './errors.ts';
import type { Membership } from './hub/space.ts';
import type { Log } from './log.ts';
import type { Named, NameOf, Protocol } from './protocol.ts';
import type { Services } from './services/services.ts';
import type { StoredMessage } from './store/store.ts';

/** Why the server closes a connection; the document or RFC 6455 has a code for each. */
export type Ending = CloseReason | 'done' | 'internalError';

/** One connection as its profile sees it. */
export interface Client<P extends Protocol> {
  /** Different for every connection. */
  readonly clientId: string;
  /** Parameters of the path that it connected to, by their name. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Aborted when the session ends; whatever runs for this client stops with it. */
  readonly ended: AbortSignal;
  readonly state: P['state'];
  /** Nothing until the client has authenticated. */
  readonly identity: Identity | undefined;
  /** Its place in the hub; there from authentication to the end of the session. */
  readonly membership: Membership | undefined;
  send(draft: P['draft']): void;
  /** Hands messages in their final form to the socket at once, behind what waits. @returns whether it has them all */
  forward(messages: readonly StoredMessage[]): boolean;
  /** Calls `run` once nothing that was sent waits any more, or the connection has closed. */
  whenIdle(run: () => void): void;
  /** From now on it is sent this variant of every message that has it. */
  prefer(variant: Variant): void;
  /** Takes on an identity, or another one; a change of user or tenant ends all subscriptions. */
  authenticate(identity: Identity): void;
  /** Sends what waits, as far as the other side takes it, and closes. */
  close(ending: Ending): void;
}

/** What a handler may use besides the message. */
export interface Exchange<P extends Protocol> {
  client: Client<P>;
  clock: Clock;
  credentials: Credentials;
  services: Services;
  log: Log;
  /** Sends an answer to the message being handled. */
  reply(draft: P['draft']): void;
  /** Sends an event to those of the client's tenant whom it concerns. */
  publish(draft: P['draft'], alternatives?: Alternatives<P['draft']>): void;
}

/** Work that goes on while the client's next message is handled; the end of it is what is acknowledged. */
export class Ongoing<Fields> {
  readonly done: Promise<Fields>;

  constructor(done: Promise<Fields>) {
    this.done = done;
  }
}

/**
 * Handles one kind of message. What it returns becomes part of the acknowledgement, if the client wants one.
 *
 * @throws ProtocolError to have the message refused
 */
export type Handler<P extends Protocol, Message> = (
  message: Message,
  exchange: Exchange<P>,
) => Promise<P['acknowledged']> | Promise<void> | Ongoing<P['acknowledged']> | P['acknowledged'] | void;

/** One handler for every client message of the document; a message without one does not compile. */
export type HandlerTable<P extends Protocol> = {
  readonly [Name in NameOf<P['client']>]: Handler<P, Named<P['client'], Name>>;
};

/** What became of a message that asked for an acknowledgement; of one that is refused also what came. */
export type Outcome<P extends Protocol> = { fields: P['acknowledged'] } | { error: ProtocolError; value: unknown };
