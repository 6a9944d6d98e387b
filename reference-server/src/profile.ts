import type { Checked } from '@agentwire/generated/checked';
import type { Clock } from './clock.ts';
import type { Credentials, Identity } from './credentials.ts';
import type { Alternatives, Encoding } from './encoded.ts';
import type { ProtocolError } from './errors.ts';
import type { Frame } from './frame.ts';
import type { Client, HandlerTable, Outcome } from './handler.ts';
import type { Names } from './hub/presence.ts';
import type { Named, NameOf, Protocol } from './protocol.ts';
import type { DomainEventKind, DomainEvents } from './services/domain-events.ts';
import type { Services } from './services/services.ts';
import type { Suspect } from './suspicions.ts';
import type { Carriers, Traits } from './traits.ts';

/** What sealing a message takes. */
export interface SealContext {
  clock: Clock;
  /** The received value that the message answers, if any; not necessarily a valid message. */
  inReplyTo?: unknown;
}

/** Names of hub members by which a publisher may narrow an event down. */
export type TargetKind = 'userId' | 'clientId' | 'projectId';

/** What a client presents when it opens a connection. */
export interface Presented {
  /** Credential of the upgrade. */
  token: string | undefined;
  /** What the opening message holds, whatever it is. */
  auth: unknown;
  /** Who presents it, for the log. */
  visitor: Suspect;
}

/** How the message that opens a connection is judged. */
export interface Introduction {
  /** @throws ProtocolError to have it refused */
  identify(presented: Presented, credentials: Credentials): Promise<Identity>;
  /** How a refusal reads; of a ProtocolError, or of anything when the server has failed. */
  refusal(error: unknown): ConnectError;
}

/** Why a connection was not opened. */
export interface ConnectError {
  message: string;
  data?: object;
}

/** A message that the server refuses. */
export interface Refused<P extends Protocol> {
  client: Client<P>;
  /** What came, valid or not; nothing when it could not be read. */
  value: unknown;
}

/** The part of a profile that only sends. */
export type Sender<P extends Protocol> = Pick<
  Profile<P>,
  'id' | 'channel' | 'path' | 'carriers' | 'traits' | 'targets' | 'encoding' | 'alternatives' | 'checkServer' | 'seal'
>;

/** All that the core needs to be told of one channel of a profile. */
export interface Profile<P extends Protocol> {
  readonly id: string;
  /** Its channel in the document; clients of different channels never meet in the hub. */
  readonly channel: string;
  /** Where it is mounted, `/cloud/ws`; parameters as `:name`. */
  readonly path: string;
  readonly carriers: Carriers;
  readonly traits: Traits;
  readonly handlers: HandlerTable<P>;
  readonly targets: readonly TargetKind[];
  /** JSON text without. */
  readonly encoding?: Encoding<P['server']>;

  /** What some clients are told in place of an event that is given without, as one from elsewhere is. */
  alternatives?(event: P['server']): Alternatives<P['server']>;

  checkClient(value: unknown): Checked<P['client']>;
  checkServer(value: unknown): Checked<P['server']>;
  /** Fills in what the server owns of the envelope. */
  seal(draft: P['draft'], context: SealContext): P['server'];
  /** How an error reads on this wire, in one message or several. */
  readError(error: ProtocolError, refused: Refused<P>): P['draft'] | readonly P['draft'][];
  /** How the acknowledgement of that number reads; a profile whose clients can ask for one must have it. */
  acknowledge?(id: number, outcome: Outcome<P>): Frame;
  /** How its clients say who they are, where they do so in the message that opens a connection. */
  readonly opening?: Introduction;
  /** Under whose name its messages are counted, where the document limits those and not connections. */
  countedAs?(client: Client<P>): string | undefined;

  /** The state of a new connection; a profile whose protocol has one must give it. */
  begin?(): P['state'];
  /** The connection is open, with an identity or without; says the first word. */
  opened(client: Client<P>): void;
  /**
   * The client has a new place in the hub: it has authenticated, or has become somebody else. Never before
   * `opened`.
   */
  entered?(client: Client<P>, services: Services): void;
  /** Names by which a publisher finds it, besides those of user and connection or in their place. */
  names?(client: Client<P>): Names;
  /** Whether a subscriber wants this very event; asked after topics, without an answer it does. */
  wants?(client: Client<P>, event: P['server']): boolean;
  /** A connection that must authenticate has not done so in time; says so and closes it. */
  authenticationExpired?(client: Client<P>): void;
  /** Somebody authenticated has disconnected; called when the hub no longer knows the client. */
  departed?(identity: Identity, exchange: Departure<P>): void;
  /** What published events say about the platform. */
  readonly published?: Published<P>;
  /** Whether something runs that the client was promised; a shutdown waits for it as long as it may. */
  isBusy?(client: Client<P>): boolean;
  /** The message by which the server asks for a sign of life, besides control frames. */
  probe?(): P['draft'];
  /** The last message before the server closes for its own reasons. */
  farewell?(): P['draft'];
  /** Whether a client asks by this message for compressed ones. */
  asksForCompression?(message: P['client']): boolean;
}

/** What follows from an event that a backend has published for everybody, by its name; it has gone out, so none throws. */
export type Published<P extends Protocol> = {
  readonly [Name in NameOf<P['server']>]?: (event: Named<P['server'], Name>, said: Said) => void;
};

/** Where an event was published. */
export interface Said {
  tenant: string;
  /** The channel, whose members have the event already. */
  channel: string;
  services: Services;
  /** Tells the rest of the platform. */
  tell<Kind extends DomainEventKind>(kind: Kind, event: DomainEvents[Kind]): void;
}

/** What a profile may do when somebody has left. */
export interface Departure<P extends Protocol> {
  /** Whether another connection of the same tenant has this name. */
  isPresent(kind: TargetKind, value: string): boolean;
  services: Services;
  publish(draft: P['draft']): void;
}
