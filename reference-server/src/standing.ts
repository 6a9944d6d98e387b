import type { Context } from './context.ts';
import type { Identity } from './credentials.ts';
import type { Recipient } from './fanout.ts';
import type { Client } from './handler.ts';
import type { Membership } from './hub/space.ts';
import type { Protocol } from './protocol.ts';

/** Who a connection's client is, and its place in the hub as long as it has one. */
export class Standing<P extends Protocol> {
  readonly #context: Context<P>;
  #identity: Identity | undefined;
  #membership: Membership | undefined;

  constructor(context: Context<P>) {
    this.#context = context;
  }

  get identity(): Identity | undefined {
    return this.#identity;
  }

  get membership(): Membership | undefined {
    return this.#membership;
  }

  /**
   * Takes on an identity, or another one.
   *
   * @returns whether its place is a new one; the same user of the same tenant keeps the old
   */
  take(identity: Identity, client: Client<P> & Recipient): boolean {
    const former = this.#identity;
    this.#identity = identity;
    if (former?.userId === identity.userId && former.tenant === identity.tenant) return false;
    this.leave();
    this.#depart(former);
    const { profile, hub } = this.#context;
    const key = { realm: profile.channel, tenant: identity.tenant };
    const names = { userId: identity.userId, clientId: client.clientId, ...profile.names?.(client) };
    this.#membership = hub.enter(key, client, names);
    return true;
  }

  /** Gives the place up, and says nothing of it. */
  leave(): void {
    this.#membership?.leave();
    this.#membership = undefined;
  }

  /** Gives the place up; others hear of it who hear of such things. */
  depart(): void {
    this.leave();
    this.#depart(this.#identity);
  }

  #depart(identity: Identity | undefined): void {
    if (!identity) return;
    const { profile, hub, fanout, services } = this.#context;
    const { tenant } = identity;
    profile.departed?.(identity, {
      services,
      isPresent: (kind, value) => (hub.space({ realm: profile.channel, tenant })?.named(kind, value).size ?? 0) > 0,
      publish: (draft) => fanout.publish(draft, { tenant }),
    });
  }
}
