import type { Clock } from './clock.ts';
import type { Shared } from './crowd.ts';
import { type Alternatives, Encoded, type Outgoing } from './encoded.ts';
import { ProtocolError } from './errors.ts';
import type { Hub } from './hub/hub.ts';
import type { Space } from './hub/space.ts';
import type { Sender, TargetKind } from './profile.ts';
import type { Protocol } from './protocol.ts';
import { eventsOf, type Naming, namingOf, payloadOf, topicsOf } from './routing.ts';
import type { EventFacts } from './traits.ts';

/** Who may receive events. */
export interface Recipient extends Shared {
  /** @returns whether the message was taken; one that is, arrives or the connection closes */
  deliver(message: Outgoing): boolean;
}

/** Narrows an event to the members of one name. */
export interface Target {
  kind: TargetKind;
  value: string;
}

export interface PublishOptions {
  tenant: string;
  target?: Target | undefined;
}

/** An event that is ready to go out. */
export interface Publication {
  readonly event: Encoded<object>;
  /** @returns how many sessions took it */
  deliver(): number;
}

/** Serving an audience without asking each of it. */
export interface Together {
  /** Whether all of any audience take an event of this name, and nobody is to hear who did. */
  isAllowed(name: string): boolean;
  /** So many were sent so many bytes each. */
  sent(name: string, bytes: number, count: number): void;
}

export interface FanoutOptions<P extends Protocol> {
  profile: Sender<P>;
  hub: Hub<Recipient>;
  clock: Clock;
  /** How a whole audience is served by one call, where that may be. */
  together?: Together;
  /**
   * Notes an event, whoever is there to receive it, and gives it the form in which it goes out; as it is by
   * default.
   */
  keep?: (event: Encoded<P['server']>, tenant: string) => Outgoing;
}

/** Brings events of one channel to their recipients: found as a set, encoded once, handed to each or to all at once. */
export class Fanout<P extends Protocol> {
  readonly #profile: Sender<P>;
  readonly #hub: Hub<Recipient>;
  readonly #clock: Clock;
  readonly #together: Together | undefined;
  readonly #events: ReadonlyMap<string, EventFacts>;
  readonly #nameOf: Naming;
  readonly #keep: NonNullable<FanoutOptions<P>['keep']>;

  constructor({ profile, hub, clock, together, keep = (event) => event }: FanoutOptions<P>) {
    this.#profile = profile;
    this.#keep = keep;
    this.#hub = hub;
    this.#clock = clock;
    this.#together = together;
    this.#events = eventsOf(profile.traits);
    this.#nameOf = namingOf(profile.traits, 'server-to-client');
  }

  /** Whether a message, sealed or not, is an event of this channel. */
  carries(message: object): boolean {
    return this.#events.has(this.#nameOf(message));
  }

  /**
   * Seals and delivers an event of the server's own making; one that passes on a message of the largest
   * size is a little larger.
   *
   * @returns how many sessions took it
   * @throws ProtocolError UNKNOWN_TYPE, INVALID_REQUEST as `prepare`
   */
  publish(draft: P['draft'], options: PublishOptions, alternatives?: Alternatives<P['draft']>): number {
    const seal = (one: P['draft']): P['server'] => this.#profile.seal(one, { clock: this.#clock });
    const sealed = alternatives && sealAll(alternatives, seal);
    return this.#prepare(seal(draft), options, sealed).deliver();
  }

  /**
   * Encodes an event of somebody else's making, to be delivered now or later.
   *
   * @throws ProtocolError UNKNOWN_TYPE when the message is no event, INVALID_MESSAGE when it is too large,
   *   INVALID_REQUEST when a target is missing
   */
  prepare(message: P['server'], options: PublishOptions): Publication {
    const publication = this.#prepare(message, options);
    const maxBytes = this.#profile.traits.limits.messageBytes;
    if (publication.event.bytes > maxBytes)
      throw new ProtocolError('INVALID_MESSAGE', { details: `more than ${maxBytes} bytes` });
    return publication;
  }

  #prepare(
    message: P['server'],
    { tenant, target }: PublishOptions,
    alternatives?: Alternatives<P['server']>,
  ): Publication {
    const name = this.#nameOf(message);
    const facts = this.#events.get(name);
    if (!facts) throw new ProtocolError('UNKNOWN_TYPE', { details: `${name} is not an event` });
    if (facts.target && target?.kind !== facts.target)
      throw new ProtocolError('INVALID_REQUEST', { details: `${name} needs a ${facts.target} as target` });
    const { channel: realm, encoding, traits } = this.#profile;
    const forms = alternatives ?? this.#profile.alternatives?.(message);
    const encoded = new Encoded(message, { name, encoding, alternatives: forms });
    const deliver = (): number => {
      const event = this.#keep(encoded, tenant);
      const space = this.#hub.space({ realm, tenant });
      if (!space) return 0;
      const topics = topicsOf(facts, payloadOf(traits, message));
      return this.#deliver(event, audienceOf({ space, facts, topics, target }));
    };
    return { event: encoded, deliver };
  }

  #deliver(event: Outgoing, audience: ReadonlySet<Recipient>): number {
    if (this.#deliverAtOnce(event, audience)) return audience.size;
    let recipients = 0;
    for (const recipient of audience) if (recipient.deliver(event)) recipients++;
    return recipients;
  }

  /** By one call, where all take it and can be served together. @returns whether they could */
  #deliverAtOnce({ name, onlyFrame }: Outgoing, audience: ReadonlySet<Recipient>): boolean {
    if (!onlyFrame || !this.#together?.isAllowed(name)) return false;
    const [anyone] = audience;
    if (!anyone?.sharer?.crowd?.sendTo(audience, onlyFrame)) return false;
    this.#together.sent(name, onlyFrame.bytes.length, audience.size);
    return true;
  }
}

function sealAll<Draft, Message>(
  alternatives: Alternatives<Draft>,
  seal: (draft: Draft) => Message,
): Alternatives<Message> {
  const sealed = Object.entries(alternatives).map(([variant, make]) => [variant, () => seal(make())]);
  return Object.fromEntries(sealed) as Alternatives<Message>;
}

interface AudienceOptions {
  space: Space<Recipient>;
  facts: EventFacts;
  topics: readonly string[];
  target: Target | undefined;
}

function audienceOf({ space, facts, topics, target }: AudienceOptions): ReadonlySet<Recipient> {
  const entitled = facts.audience === 'subscribers' ? space.subscribersOf(topics) : space.members();
  if (!target) return entitled;
  return new Set([...space.named(target.kind, target.value)].filter((member) => entitled.has(member)));
}
