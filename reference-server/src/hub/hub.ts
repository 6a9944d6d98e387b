import type { Names } from './presence.ts';
import { type Membership, Space } from './space.ts';

/** Which space: nothing crosses from one tenant to another, nor from one realm (an opaque word) to another. */
export interface SpaceKey {
  realm: string;
  tenant: string;
}

/**
 * All spaces. The hub is blind: it knows no socket, no bytes and no profile, only members, their
 * names and their topics. A space lives as long as it has members.
 */
export class Hub<Member> {
  readonly #realms = new Map<string, Map<string, Space<Member>>>();
  readonly #subscriptions = new Map<string, number>();

  /** Brings a member into a space; the membership is the only way to change what it gets there. */
  enter({ realm, tenant }: SpaceKey, member: Member, names: Names): Membership {
    const tenants = this.#realms.get(realm) ?? new Map<string, Space<Member>>();
    this.#realms.set(realm, tenants);
    let space = tenants.get(tenant);
    if (!space) {
      space = new Space<Member>({
        count: (label, change) => this.#subscriptions.set(label, (this.#subscriptions.get(label) ?? 0) + change),
        emptied: () => tenants.delete(tenant),
      });
      tenants.set(tenant, space);
    }
    return space.enter(member, names);
  }

  /** The space, unless nobody is in it. */
  space({ realm, tenant }: SpaceKey): Space<Member> | undefined {
    return this.#realms.get(realm)?.get(tenant);
  }

  /** How many subscriptions there are under each label, those that fell back to 0 included. */
  subscriptionCounts(): ReadonlyMap<string, number> {
    return this.#subscriptions;
  }
}
