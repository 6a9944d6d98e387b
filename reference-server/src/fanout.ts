import type { Clock } from './clock.ts';
import { Encoded, type Outgoing } from './encoded.ts';
import { ProtocolError } from './errors.ts';
import type { Hub } from './hub/hub.ts';
import type { Space } from './hub/space.ts';
import type { Profile, Protocol, TargetKind } from './profile.ts';
import { eventsOf, topicsOf } from './routing.ts';
import type { EventFacts } from './traits.ts';

/** Who may receive events. */
export interface Recipient {
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

/** Brings events of one profile to their recipients: found as a set, encoded once, handed to each. */
export class Fanout<P extends Protocol> {
  readonly #profile: Profile<P>;
  readonly #hub: Hub<Recipient>;
  readonly #clock: Clock;
  readonly #events: ReadonlyMap<string, EventFacts>;

  constructor({ profile, hub, clock }: { profile: Profile<P>; hub: Hub<Recipient>; clock: Clock }) {
    this.#profile = profile;
    this.#hub = hub;
    this.#clock = clock;
    this.#events = eventsOf(profile.traits);
  }

  /** Seals and delivers an event of the server's own making. */
  publish(draft: P['draft'], options: PublishOptions): number {
    return this.deliver(this.#profile.seal(draft, { clock: this.#clock }), options);
  }

  /**
   * @returns how many sessions took the message
   * @throws ProtocolError UNKNOWN_TYPE when the message is no event, INVALID_MESSAGE when it is too large
   */
  deliver(message: P['server'], { tenant, target }: PublishOptions): number {
    const facts = this.#events.get(message.type);
    if (!facts) throw new ProtocolError('UNKNOWN_TYPE', { details: `${message.type} is not an event` });
    const { id: realm, compression, traits } = this.#profile;
    const encoded = new Encoded(message, compression);
    const maxBytes = traits.limits.messageBytes;
    if (encoded.bytes > maxBytes)
      throw new ProtocolError('INVALID_MESSAGE', { details: `more than ${maxBytes} bytes` });
    const space = this.#hub.space({ realm, tenant });
    if (!space) return 0;
    let recipients = 0;
    for (const recipient of audience({ space, facts, message, target })) {
      if (recipient.deliver(encoded)) recipients++;
    }
    return recipients;
  }
}

interface AudienceOptions {
  space: Space<Recipient>;
  facts: EventFacts;
  message: object;
  target: Target | undefined;
}

function audience({ space, facts, message, target }: AudienceOptions): Iterable<Recipient> {
  const entitled = facts.audience === 'authenticated' ? space.members() : space.subscribersOf(topicsOf(facts, message));
  if (!target) return entitled.keys();
  return [...space.named(target.kind, target.value)].filter((member) => entitled.has(member));
}
