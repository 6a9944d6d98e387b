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
  readonly #surroundings: Surroundings<Member>;

  constructor({ count, emptied }: { count: SubscriptionCount; emptied: () => void }) {
    this.#surroundings = { presence: this.#presence, topics: this.#topics, count, emptied };
  }

  /** The same object until somebody enters or leaves. */
  members(): ReadonlySet<Member> {
    return this.#presence.members();
  }

  named(kind: string, value: string): ReadonlySet<Member> {
    return this.#presence.named(kind, value);
  }

  /** For the same topics as before the same object until a subscription begins or ends. */
  subscribersOf(topics: readonly string[]): ReadonlySet<Member> {
    return this.#topics.subscribersOf(topics);
  }

  enter(member: Member, names: Names): Membership {
    this.#presence.enter(member, names);
    return new Seat(member, this.#surroundings);
  }
}

/** Of the space in which a seat is. */
interface Surroundings<Member> {
  presence: Presence<Member>;
  topics: Topics<Member>;
  count: SubscriptionCount;
  emptied: () => void;
}

const noSubscriptions: ReadonlyMap<string, Subscription> = new Map();

class Seat<Member> implements Membership {
  readonly #member: Member;
  readonly #space: Surroundings<Member>;
  /** Made for the first one: where everybody hears everything, nobody subscribes. */
  #subscriptions: Map<string, Subscription> | undefined;
  #isTaken = true;

  constructor(member: Member, space: Surroundings<Member>) {
    this.#member = member;
    this.#space = space;
  }

  get subscriptions(): ReadonlyMap<string, Subscription> {
    return this.#subscriptions ?? noSubscriptions;
  }

  subscribe(subscription: Subscription): void {
    if (!this.#isTaken) return;
    this.unsubscribe(subscription.id);
    this.#subscriptions ??= new Map();
    this.#subscriptions.set(subscription.id, subscription);
    const { topics, count } = this.#space;
    for (const pattern of subscription.patterns ?? []) topics.add(this.#member, pattern);
    for (const topic of subscription.topics ?? []) topics.addExact(this.#member, topic);
    count(subscription.label, 1);
  }

  unsubscribe(id: string): Subscription | undefined {
    const subscription = this.#subscriptions?.get(id);
    if (!subscription) return undefined;
    this.#subscriptions?.delete(id);
    const { topics, count } = this.#space;
    for (const pattern of subscription.patterns ?? []) topics.remove(this.#member, pattern);
    for (const topic of subscription.topics ?? []) topics.removeExact(this.#member, topic);
    count(subscription.label, -1);
    return subscription;
  }

  leave(): void {
    if (!this.#isTaken) return;
    this.#isTaken = false;
    for (const id of [...this.subscriptions.keys()]) this.unsubscribe(id);
    const { presence, emptied } = this.#space;
    presence.leave(this.#member);
    if (presence.size === 0) emptied();
  }
}
