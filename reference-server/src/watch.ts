import type { Address } from './address.ts';
import type { Platform } from './context.ts';
import type { AgentCredential, Credentials, Identity, Permission, UserCredential } from './credentials.ts';
import type { ErrorCode } from './errors.ts';
import type { LoggedMessage } from './frame-log.ts';
import type { Misdeed, Suspect } from './suspicions.ts';

/** A connection, as those see it who watch. */
export interface Watched {
  readonly clientId: string;
  readonly identity: Identity | undefined;
  readonly address: Address | undefined;
}

/** Who is told, and of which profile. */
export interface Observers extends Pick<Platform, 'credentials' | 'frameLog' | 'metrics' | 'suspicions'> {
  readonly profile: { readonly id: string };
}

type Message = Pick<LoggedMessage, 'type' | 'bytes' | 'message'>;

/** What a refused message says of its sender; a refused credential is noted where it is judged. */
const misdeeds: Partial<Record<ErrorCode, Misdeed>> = {
  INVALID_MESSAGE: 'malformed-message',
  INVALID_REQUEST: 'malformed-message',
  UNKNOWN_TYPE: 'malformed-message',
  RATE_LIMITED: 'limit-exceeded',
  LIMIT_EXCEEDED: 'limit-exceeded',
};

/** Tells of one connection to metrics, to the frame log and to the log of suspicious activity. */
export class Watch implements Credentials {
  readonly #observers: Observers;
  readonly #client: Watched;

  constructor(observers: Observers, client: Watched) {
    this.#observers = observers;
    this.#client = client;
  }

  received(message: Message): void {
    this.#observers.metrics.received(message.type, message.bytes);
    this.#log('in', message);
  }

  /** Takes no object: a fan-out calls it for every recipient. */
  sent(type: string, bytes: number, message: unknown): void {
    const { metrics, frameLog } = this.#observers;
    metrics.sent(type, bytes);
    if (frameLog) this.#log('out', { type, bytes, message });
  }

  refused(code: ErrorCode): void {
    const misdeed = misdeeds[code];
    if (misdeed) this.#observers.suspicions.note(misdeed, this.#suspect(), code);
  }

  /** As the server's credentials do, and says who presented it. */
  verify(token: string, permission: Permission): Promise<Identity> {
    return this.#observers.credentials.verify(token, permission, this.#suspect());
  }

  verifyUser(credential: UserCredential): Promise<Identity> {
    return this.#observers.credentials.verifyUser(credential, this.#suspect());
  }

  verifyAgent(credential: AgentCredential): Promise<Identity> {
    return this.#observers.credentials.verifyAgent(credential, this.#suspect());
  }

  #log(direction: 'in' | 'out', message: Message): void {
    const { frameLog, profile } = this.#observers;
    const { clientId, identity } = this.#client;
    frameLog?.note({ ...message, direction, profile: profile.id, clientId, userId: identity?.userId });
  }

  #suspect(): Suspect {
    const { address, identity } = this.#client;
    return { profile: this.#observers.profile.id, address, identity };
  }
}
