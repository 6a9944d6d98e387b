import { type Names, Presence } from './presence.ts';
import { Topics } from './topics.ts';

/** What one member asked for under one id. */
export interface Subscription {
  /** Chosen by the member or for it; its own, so that two members may use the same. */
  id: string;
  /** What it is counted under; one of a few words, never free text of a client. */
  label: string;
  /** Topics, or patterns of topics with `*`. */
  patterns?: readonly string[];
  /** Topics as they stand, in which `*` is a character like any other. */
  topics?: readonly string[];
}

/** A member's side of a space: what it may do there until it leaves. */
export interface Membership {
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  /** Takes the place of an earlier subscription of the same id. */
  subscribe(subscription: Subscription): void;
  /** @returns what was cancelled; nothing when this member has no such id (AUTOSDLC-B29, B30) */
  unsubscribe(id: string): Subscription | undefined;
  /** Ends the membership and all its subscriptions; what is called afterwards has no effect. */
  leave(): void;
}

/** Hears of every subscription that begins (1) or ends (-1). */
export type SubscriptionCount = (label: string, change: 1 | -1) => void;

/** The members of one tenant who can hear each other, and what they want to hear. */
export class Space<Member> {
  readonly #presence = new Presence<Member>();
  readonly #topics = new Topics<Member>();
  readonly #count: SubscriptionCount;
  readonly #emptied: () => void;

  constructor({ count, emptied }: { count: SubscriptionCount; emptied: () => void }) {
    this.#count = count;
    this.#emptied = emptied;
  }

  members(): ReadonlyMap<Member, Names> {
    return this.#presence.members();
  }

  named(kind: string, value: string): ReadonlySet<Member> {
    return this.#presence.named(kind, value);
  }

  subscribersOf(topics: readonly string[]): ReadonlySet<Member> {
    return this.#topics.subscribersOf(topics);
  }

  enter(member: Member, names: Names): Membership {
    const subscriptions = new Map<string, Subscription>();
    let isMember = true;
    this.#presence.enter(member, names);

    const unsubscribe = (id: string): Subscription | undefined => {
      const subscription = subscriptions.get(id);
      if (!subscription) return undefined;
      subscriptions.delete(id);
      for (const pattern of subscription.patterns ?? []) this.#topics.remove(member, pattern);
      for (const topic of subscription.topics ?? []) this.#topics.removeExact(member, topic);
      this.#count(subscription.label, -1);
      return subscription;
    };

    return {
      subscriptions,
      unsubscribe,
      subscribe: (subscription) => {
        if (!isMember) return;
        unsubscribe(subscription.id);
        subscriptions.set(subscription.id, subscription);
        for (const pattern of subscription.patterns ?? []) this.#topics.add(member, pattern);
        for (const topic of subscription.topics ?? []) this.#topics.addExact(member, topic);
        this.#count(subscription.label, 1);
      },
      leave: () => {
        if (!isMember) return;
        isMember = false;
        for (const id of [...subscriptions.keys()]) unsubscribe(id);
        this.#presence.leave(member);
        if (this.#presence.size === 0) this.#emptied();
      },
    };
  }
}
