import { setImmediate as endOfTurn } from 'node:timers/promises';
import { type Admission, type Handshake, presentedCredential } from './admission.ts';
import type { Clock } from './clock.ts';
import type { Connection, Listener } from './connection.ts';
import type { Platform } from './context.ts';
import { drainAll } from './drain.ts';
import { ProtocolError } from './errors.ts';
import { Fanout, type Publication, type PublishOptions, type Together } from './fanout.ts';
import type { ConnectError, Profile, Published, Said, Sender, TargetKind } from './profile.ts';
import type { Protocol } from './protocol.ts';
import { Accounts } from './rate-limit.ts';
import { listViolations } from './reading.ts';
import { namingOf } from './routing.ts';
import type { Receipt } from './services/offline-queue.ts';
import { mustAskEach, Session } from './session.ts';
import type { Suspect } from './suspicions.ts';
import type { Carriers, Traits } from './traits.ts';

/** A request for a connection, and the message that opens it. */
export interface OpeningRequest {
  handshake: Handshake;
  auth: unknown;
  visitor: Suspect;
}

/** Decides about connections by the message that opens them. */
export interface Opening {
  /** @throws ProtocolError */
  admit(request: OpeningRequest): Promise<Admission>;
  /** How a refusal reads; of a ProtocolError, or of anything when the server has failed. */
  refusal(error: unknown): ConnectError;
}

/** One channel of a profile in service, as transports and services see it: without its types. */
export interface Endpoint {
  /** Of the profile. */
  readonly id: string;
  readonly channel: string;
  /** Where it is mounted; parameters as `:name`. */
  readonly path: string;
  readonly carriers: Carriers;
  readonly traits: Traits;
  readonly targets: readonly TargetKind[];
  /** How connections are opened by a message, on a channel whose clients say in it who they are. */
  readonly opening?: Opening | undefined;
  /** Begins the session of a connection that was admitted. */
  accept(connection: Connection, admission: Admission): Listener;
  /** Whether the message is an event of this channel; one that is may still break its schema. */
  carries(message: object): boolean;
  /**
   * Publishes a message of somebody else's making, which may lack what the server fills in.
   *
   * @returns how many sessions took it
   * @throws ProtocolError UNKNOWN_TYPE when it is no event, INVALID_MESSAGE when it breaks its schema
   */
  publish(draft: object, options: PublishOptions): number;
  /**
   * As `publish`, for a backend: what the event says of the platform is told elsewhere too, and a message for
   * one client that is away waits for it, where the document has a queue for it.
   */
  post(draft: object, options: PublishOptions): Promise<Receipt>;
  /** Who is connected, and who of them is known. */
  clients(): { total: number; authenticated: number };
  /** Messages that wait in the server: for slow clients, and behind one that is being handled. */
  waitingMessages(): number;
  /** Closes connections at once. @returns how many */
  kick(options: KickOptions): number;
  /** Forgets what it keeps beside its sessions. */
  reset(): void;
  /** Ends all sessions in order, one after the other over a time. */
  drain(options: { overMs: number }): void;
}

export interface KickOptions {
  /** Everybody, known or not, without. */
  among?: PublishOptions | undefined;
  /** Close code; that of a shutdown by default. */
  code?: number | undefined;
}

type Consequence<P extends Protocol> = (event: P['server'], said: Said) => void;

export function createEndpoint<P extends Protocol>(profile: Profile<P>, platform: Platform): Endpoint {
  const { id, channel, path, carriers, traits, targets } = profile;
  const { frameLog, metrics } = platform;
  const together: Together = {
    isAllowed: (name) => !mustAskEach({ profile, frameLog }, name),
    sent: (name, bytes, count) => metrics.sent(name, bytes, count),
  };
  const fanout = new Fanout({ ...platform, profile, together });
  const context = {
    ...platform,
    profile,
    fanout,
    accounts: traits.rateLimit && new Accounts({ facts: traits.rateLimit, clock: platform.clock }),
    nameOfClientMessage: namingOf(traits, 'client-to-server'),
    nameOfServerMessage: namingOf(traits, 'server-to-client'),
  };
  const sessions = new Set<Session<P>>();
  const ended = (session: Session<P>): void => void sessions.delete(session);
  const { domainEvents, offlineQueue } = platform.services;
  const prepare = (draft: object, options: PublishOptions): Publication =>
    fanout.prepare(readEvent(profile, draft, platform.clock), options);
  /** What follows from an event takes place once the event is on its way. */
  const follow = async (event: P['server'], tenant: string): Promise<void> => {
    const name = context.nameOfServerMessage(event);
    // Each name has the function for its events; the compiler cannot follow that the two belong together.
    const consequence = profile.published?.[name as keyof Published<P>] as Consequence<P> | undefined;
    if (!consequence) return;
    await endOfTurn();
    consequence(event, {
      tenant,
      channel,
      services: platform.services,
      tell: (kind, happening) => domainEvents.tell(kind, happening, tenant, channel),
    });
  };
  return {
    id,
    channel,
    path,
    carriers,
    traits,
    targets,

    opening: profile.opening && {
      async admit({ handshake, auth, visitor }) {
        const token = presentedCredential(carriers, handshake);
        const identity = await profile.opening?.identify({ token, auth, visitor }, platform.credentials);
        const { address } = visitor;
        const { parameters } = handshake;
        return { ...(identity && { identity }), ...(address && { address }), parameters, wantsCompression: false };
      },
      refusal: profile.opening.refusal,
    },

    accept(connection, admission) {
      const session = new Session({ context, connection, admission, ended });
      sessions.add(session);
      session.open();
      return session;
    },

    carries(message) {
      return fanout.carries(message);
    },

    publish(draft, options) {
      return prepare(draft, options).deliver();
    },

    async post(draft, options) {
      const { event, deliver } = prepare(draft, options);
      const { tenant, target } = options;
      if (traits.offlineQueue && target?.kind === 'clientId') {
        const key = { realm: channel, tenant, clientId: target.value };
        return offlineQueue.send({ key, message: event, facts: traits.offlineQueue, deliver });
      }
      const recipients = deliver();
      // What is meant for one is nobody else's.
      if (!target) await follow(event.message as P['server'], tenant);
      return { recipients, isQueued: false };
    },

    clients() {
      let authenticated = 0;
      for (const { identity } of sessions) if (identity) authenticated++;
      return { total: sessions.size, authenticated };
    },

    waitingMessages() {
      let messages = 0;
      for (const session of sessions) messages += session.waitingMessages;
      return messages;
    },

    kick({ among, code }) {
      const space = among && platform.hub.space({ realm: channel, tenant: among.tenant });
      const members = among?.target ? space?.named(among.target.kind, among.target.value) : space?.members();
      const kicked = [...sessions].filter((session) => !among || members?.has(session));
      for (const session of kicked) session.kick(code);
      return kicked.length;
    },

    reset() {},

    drain(options) {
      drainAll([...sessions], options);
    },
  };
}

/**
 * Completes and validates an event of somebody else's making.
 *
 * @throws ProtocolError UNKNOWN_TYPE, INVALID_MESSAGE
 */
export function readEvent<P extends Protocol>(
  { checkServer, seal }: Sender<P>,
  draft: P['draft'],
  clock: Clock,
): P['server'] {
  const checked = checkServer(seal(draft, { clock }));
  if (checked.ok) return checked.message;
  if (checked.reason === 'unknown-message') throw new ProtocolError('UNKNOWN_TYPE', { details: checked.name });
  throw new ProtocolError('INVALID_MESSAGE', { details: listViolations(checked.errors) });
}
