import type { Checked } from '@agentwire/generated/checked';
import type { Clock } from './clock.ts';
import type { Credentials, Identity } from './credentials.ts';
import type { Compression } from './encoded.ts';
import type { CloseReason, ProtocolError } from './errors.ts';
import type { Membership } from './hub/space.ts';
import type { Carriers, Traits } from './traits.ts';

/** The messages of one profile: what clients send, what the server sends, and the same before it is sealed. */
export interface Protocol {
  client: { type: string };
  server: { type: string };
  /** A server message without the members that `Profile.seal` fills in. */
  draft: { type: string };
}

/** Why the server closes a connection; the document or RFC 6455 has a code for each. */
export type Ending = CloseReason | 'done' | 'internalError';

/** One connection as its profile sees it. */
export interface Client<P extends Protocol> {
  /** Different for every connection. */
  readonly clientId: string;
  /** Nothing until the client has authenticated. */
  readonly identity: Identity | undefined;
  /** Its place in the hub; there from authentication to the end of the session. */
  readonly membership: Membership | undefined;
  send(draft: P['draft']): void;
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
  /** Sends an answer to the message being handled. */
  reply(draft: P['draft']): void;
  /** Sends an event to those of the client's tenant whom it concerns. */
  publish(draft: P['draft']): void;
}

/**
 * Handles one kind of message.
 *
 * @throws ProtocolError to have the message refused
 */
export type Handler<P extends Protocol, Message> = (message: Message, exchange: Exchange<P>) => Promise<void> | void;

/** One handler for every client message of the document; a message without one does not compile. */
export type HandlerTable<P extends Protocol> = {
  readonly [Name in P['client']['type']]: Handler<P, Extract<P['client'], { type: Name }>>;
};

/** What sealing a message takes. */
export interface SealContext {
  clock: Clock;
  /** The received value that the message answers, if any; not necessarily a valid message. */
  inReplyTo?: unknown;
}

/** Names of hub members by which a publisher may narrow an event down. */
export type TargetKind = 'userId' | 'clientId';

/** All that the core needs to be told of one profile. */
export interface Profile<P extends Protocol> {
  readonly id: string;
  /** Where it is mounted, `/cloud/ws`. */
  readonly path: string;
  readonly carriers: Carriers;
  readonly traits: Traits;
  readonly handlers: HandlerTable<P>;
  readonly targets: readonly TargetKind[];
  readonly compression?: Compression<P['server']>;

  checkClient(value: unknown): Checked<P['client']>;
  checkServer(value: unknown): Checked<P['server']>;
  /** Fills in what the server owns of the envelope. */
  seal(draft: P['draft'], context: SealContext): P['server'];
  /** How an error reads on this wire. */
  readError(error: ProtocolError): P['draft'];

  /** The connection is open, with an identity or without; says the first word. */
  opened(client: Client<P>): void;
  /** A connection that must authenticate has not done so in time; says so and closes it. */
  authenticationExpired?(client: Client<P>): void;
  /** Somebody authenticated has disconnected; called when the hub no longer knows the client. */
  departed?(identity: Identity, exchange: Departure<P>): void;
  /** The last message before the server closes for its own reasons. */
  farewell?(): P['draft'];
  /** Whether a client asks by this message for compressed ones. */
  asksForCompression?(message: P['client']): boolean;
}

/** What a profile may do when somebody has left. */
export interface Departure<P extends Protocol> {
  /** Whether another connection of the same tenant has this name. */
  isPresent(kind: TargetKind, value: string): boolean;
  publish(draft: P['draft']): void;
}
