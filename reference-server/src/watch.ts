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
}

export interface WatchOptions extends Pick<Platform, 'credentials' | 'frameLog' | 'metrics' | 'suspicions'> {
  profile: string;
  client: Watched;
  address: Address | undefined;
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
  readonly #options: WatchOptions;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  received(message: Message): void {
    this.#options.metrics.received(message.type, message.bytes);
    this.#log('in', message);
  }

  /** Takes no object: a fan-out calls it for every recipient. */
  sent(type: string, bytes: number, message: unknown): void {
    const { metrics, frameLog } = this.#options;
    metrics.sent(type, bytes);
    if (frameLog) this.#log('out', { type, bytes, message });
  }

  refused(code: ErrorCode): void {
    const misdeed = misdeeds[code];
    if (misdeed) this.#options.suspicions.note(misdeed, this.#suspect(), code);
  }

  /** As the server's credentials do, and says who presented it. */
  verify(token: string, permission: Permission): Promise<Identity> {
    return this.#options.credentials.verify(token, permission, this.#suspect());
  }

  verifyUser(credential: UserCredential): Promise<Identity> {
    return this.#options.credentials.verifyUser(credential, this.#suspect());
  }

  verifyAgent(credential: AgentCredential): Promise<Identity> {
    return this.#options.credentials.verifyAgent(credential, this.#suspect());
  }

  #log(direction: 'in' | 'out', message: Message): void {
    const { frameLog, profile, client } = this.#options;
    frameLog?.note({ ...message, direction, profile, clientId: client.clientId, userId: client.identity?.userId });
  }

  #suspect(): Suspect {
    const { profile, address, client } = this.#options;
    return { profile, address, identity: client.identity };
  }
}
