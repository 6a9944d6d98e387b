import { randomUUID } from 'node:crypto';
import type { Admission } from './admission.ts';
import type { Timer } from './clock.ts';
import type { Connection, Frame, Listener } from './connection.ts';
import type { Context } from './context.ts';
import type { Identity } from './credentials.ts';
import { Dispatcher, type Peer } from './dispatch.ts';
import { Encoded, type Outgoing, type Variant } from './encoded.ts';
import type { Recipient } from './fanout.ts';
import { Heartbeat } from './heartbeat.ts';
import type { Membership } from './hub/space.ts';
import { Inbox } from './inbox.ts';
import { Outbox } from './outbox.ts';
import type { Ending, Protocol, TargetKind } from './profile.ts';
import { DeliveryLimit } from './rate-limit.ts';

export interface SessionOptions<P extends Protocol> {
  context: Context<P>;
  connection: Connection;
  admission: Admission;
  /** Called once, when the connection has closed. */
  ended: () => void;
}

/** Frames that may wait behind one that is still being handled. */
const maxWaitingFrames = 256;

/** Close codes of RFC 6455 for which the document needs no word. */
const standardCodes: Readonly<Record<string, number>> = { done: 1000, internalError: 1011 };

/**
 * One connection's life: open → authenticated → draining → closed; a connection may skip states but
 * never goes back. Whatever differs between profiles is asked of the profile and of its traits.
 */
export class Session<P extends Protocol> implements Peer<P>, Recipient, Listener {
  readonly clientId = randomUUID();
  readonly #context: Context<P>;
  readonly #connection: Connection;
  readonly #ended: () => void;
  readonly #admission: Admission;
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  readonly #deliveryLimit: DeliveryLimit | undefined;
  #state: 'open' | 'authenticated' | 'draining' | 'closed' = 'open';
  #identity: Identity | undefined;
  #membership: Membership | undefined;
  #heartbeat: Heartbeat | undefined;
  #deadline: Timer | undefined;
  #variant: Variant;

  constructor({ context, connection, admission, ended }: SessionOptions<P>) {
    const { clock, profile } = context;
    const { limits, slowConsumer, rateLimit } = profile.traits;
    const overflowed = (): void => this.#end('slowConsumer');
    const dispatcher = new Dispatcher(context, this);
    this.#context = context;
    this.#connection = connection;
    this.#ended = ended;
    this.#variant = admission.wantsCompression ? 'gzip' : 'plain';
    this.#outbox = new Outbox({ connection, facts: slowConsumer, overflowed });
    this.#inbox = new Inbox({
      handle: (frame) => dispatcher.dispatch(frame),
      maxBytes: limits.messageBytes,
      maxFrames: maxWaitingFrames,
      overflowed,
    });
    this.#deliveryLimit = rateLimit && new DeliveryLimit({ facts: rateLimit, clock });
    this.#admission = admission;
  }

  /** Begins; called once. */
  open(): void {
    const { profile, clock, metrics } = this.#context;
    const { heartbeat, authentication } = profile.traits;
    metrics.opened();
    if (heartbeat) {
      this.#heartbeat = new Heartbeat({
        facts: heartbeat,
        clock,
        probe: () => this.#probe(),
        expired: () => this.close('heartbeatTimeout'),
      });
    }
    if (this.#admission.identity) {
      this.authenticate(this.#admission.identity);
    } else if (authentication?.deadlineMs !== undefined) {
      this.#deadline = clock.after(authentication.deadlineMs, () => profile.authenticationExpired?.(this));
    }
    profile.opened(this);
  }

  get identity(): Identity | undefined {
    return this.#identity;
  }

  get membership(): Membership | undefined {
    return this.#membership;
  }

  received(frame: Frame): void {
    this.#heartbeat?.seen();
    if (this.#state === 'draining') return;
    if (frame.bytes.length > this.#context.profile.traits.limits.messageBytes) this.close('messageTooBig');
    else this.#inbox.push(frame);
  }

  alive(): void {
    this.#heartbeat?.seen();
  }

  drained(): void {
    this.#outbox.flush();
  }

  closed(code: number): void {
    this.#heartbeat?.stop();
    this.#deadline?.cancel();
    this.#inbox.discard();
    this.#outbox.discard();
    const departed = this.#state === 'authenticated' ? this.#identity : undefined;
    this.#state = 'closed';
    this.#leave();
    if (departed) this.#depart(departed);
    this.#context.metrics.closed();
    this.#context.log.debug({ clientId: this.clientId, code }, 'connection closed');
    this.#ended();
  }

  authenticate(identity: Identity): void {
    if (this.#state !== 'open' && this.#state !== 'authenticated') return;
    const former = this.#identity;
    this.#deadline?.cancel();
    this.#state = 'authenticated';
    this.#identity = identity;
    if (former?.userId === identity.userId && former.tenant === identity.tenant) return;
    this.#leave();
    if (former) this.#depart(former);
    const key = { realm: this.#context.profile.id, tenant: identity.tenant };
    const names: Record<TargetKind, string> = { userId: identity.userId, clientId: this.clientId };
    this.#membership = this.#context.hub.enter(key, this, names);
  }

  send(draft: P['draft']): void {
    this.answer(draft, undefined);
  }

  answer(draft: P['draft'], inReplyTo: unknown): void {
    const { profile, clock } = this.#context;
    this.#push(new Encoded(profile.seal(draft, { clock, inReplyTo }), profile.compression));
  }

  deliver(message: Outgoing): boolean {
    if (this.#state !== 'authenticated' || this.#deliveryLimit?.allows(message.name) === false) return false;
    this.#push(message);
    return true;
  }

  compress(): void {
    this.#variant = 'gzip';
  }

  close(ending: Ending): void {
    this.#outbox.flush();
    this.#end(ending);
  }

  /** Says farewell behind all that waits, and closes once it has gone out; nothing is received or added meanwhile. */
  drain(): void {
    if (this.#state === 'draining' || this.#state === 'closed') return;
    const farewell = this.#context.profile.farewell?.();
    if (farewell) this.send(farewell);
    this.#state = 'draining';
    this.#leave();
    this.#outbox.whenEmpty(() => this.#end('shutdown'));
  }

  #push(message: Outgoing): void {
    if (this.#state === 'draining' || this.#state === 'closed') return;
    const frame = message.frame(this.#variant);
    this.#context.metrics.sent(message.name, frame.bytes.length);
    this.#outbox.push(frame);
  }

  /** Closes without another look at the outbox, which may be the reason. */
  #end(ending: Ending): void {
    const { closeCodes } = this.#context.profile.traits;
    this.#connection.close(closeCodes[ending] ?? standardCodes[ending] ?? 1000);
  }

  #leave(): void {
    this.#membership?.leave();
    this.#membership = undefined;
  }

  #depart(identity: Identity): void {
    const { profile, hub, fanout } = this.#context;
    const { tenant } = identity;
    profile.departed?.(identity, {
      isPresent: (kind, value) => (hub.space({ realm: profile.id, tenant })?.named(kind, value).size ?? 0) > 0,
      publish: (draft) => fanout.publish(draft, { tenant }),
    });
  }

  #probe(): void {
    const { heartbeat, messages } = this.#context.profile.traits;
    const probe = heartbeat?.message === undefined ? undefined : messages[heartbeat.message];
    if (probe) this.send({ type: probe.name });
    if (heartbeat?.controlFrames) this.#connection.probe();
  }
}
