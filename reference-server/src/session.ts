import { randomUUID } from 'node:crypto';
import type { Address } from './address.ts';
import type { Admission } from './admission.ts';
import type { Timer } from './clock.ts';
import type { Connection, Listener } from './connection.ts';
import type { Context } from './context.ts';
import type { Identity } from './credentials.ts';
import { Dispatcher, type Peer } from './dispatch.ts';
import type { Drainable } from './drain.ts';
import type { Outgoing, Variant } from './encoded.ts';
import type { Recipient } from './fanout.ts';
import type { Ending, Outcome } from './handler.ts';
import { Heartbeat, type Probed } from './heartbeat.ts';
import type { Membership } from './hub/space.ts';
import { Inbox } from './inbox.ts';
import { Outbox } from './outbox.ts';
import { Outlet } from './outlet.ts';
import type { Owner } from './owner.ts';
import type { Protocol } from './protocol.ts';
import { type DeliveryLimit, deliveryLimitOf } from './rate-limit.ts';
import type { Received } from './received.ts';
import { Standing } from './standing.ts';
import type { StoredMessage } from './store/store.ts';
import { Watch, type Watched } from './watch.ts';

export interface SessionOptions<P extends Protocol> {
  context: Context<P>;
  connection: Connection;
  admission: Admission;
  /** Called once, when the connection has closed. */
  ended: (session: Session<P>) => void;
}

/** Close codes of RFC 6455 for which the document needs no word. */
const standardCodes: Readonly<Record<string, number>> = { done: 1000, internalError: 1011 };

/**
 * One connection's life: open → authenticated → draining → closed; a connection may skip states but
 * never goes back. Whatever differs between profiles is asked of the profile and of its traits.
 */
export class Session<P extends Protocol> implements Peer<P>, Recipient, Listener, Drainable, Owner, Probed, Watched {
  readonly clientId = newClientId();
  readonly state: P['state'];
  readonly #context: Context<P>;
  readonly #watch: Watch;
  readonly #connection: Connection;
  readonly #ended: SessionOptions<P>['ended'];
  readonly #admission: Admission;
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  readonly #outlet: Outlet<P>;
  readonly #standing: Standing<P>;
  readonly #deliveryLimit: DeliveryLimit | undefined;
  #state: 'open' | 'authenticated' | 'draining' | 'closed' = 'open';
  #heartbeat: Heartbeat | undefined;
  #deadline: Timer | undefined;
  #ending: AbortController | undefined;
  /** The first word has been said. */
  #hasOpened = false;

  constructor({ context, connection, admission, ended }: SessionOptions<P>) {
    const { clock, profile } = context;
    const { limits, slowConsumer, rateLimit } = profile.traits;
    this.#context = context;
    this.#watch = new Watch(context, this);
    const dispatcher = new Dispatcher(context, this, this.#watch);
    this.#connection = connection;
    this.#ended = ended;
    this.#standing = new Standing(context);
    this.#outbox = new Outbox({ connection, facts: slowConsumer, owner: this });
    const variant = admission.wantsCompression ? 'gzip' : 'plain';
    this.#outlet = new Outlet({ context, watch: this.#watch, outbox: this.#outbox, variant });
    this.#inbox = new Inbox({ dispatcher, limits, owner: this });
    this.#deliveryLimit = rateLimit && deliveryLimitOf({ facts: rateLimit, clock });
    this.#admission = admission;
    this.state = profile.begin?.();
  }

  /** Begins; called once. */
  open(): void {
    const { profile, clock, metrics, services } = this.#context;
    const { heartbeat, authentication } = profile.traits;
    metrics.opened();
    this.#heartbeat = heartbeat && new Heartbeat({ facts: heartbeat, clock, probed: this });
    if (this.#admission.identity) {
      this.authenticate(this.#admission.identity);
    } else if (authentication?.deadlineMs !== undefined) {
      this.#deadline = clock.after(authentication.deadlineMs, () => profile.authenticationExpired?.(this));
    }
    profile.opened(this);
    this.#hasOpened = true;
    if (this.membership) profile.entered?.(this, services);
  }

  get parameters(): ReadonlyMap<string, string> {
    return this.#admission.parameters;
  }

  get address(): Address | undefined {
    return this.#admission.address;
  }

  /** Made when first asked for: most connections have nothing that runs for them. */
  get ended(): AbortSignal {
    this.#ending ??= new AbortController();
    if (this.#isOver()) this.#ending.abort();
    return this.#ending.signal;
  }

  /** Messages that wait here, in either direction. */
  get waitingMessages(): number {
    return this.#inbox.waiting + this.#outbox.waiting;
  }

  /** A message is being handled, or something runs that was begun for one. */
  get isBusy(): boolean {
    return this.#inbox.isBusy || this.#context.profile.isBusy?.(this) === true;
  }

  get identity(): Identity | undefined {
    return this.#standing.identity;
  }

  get membership(): Membership | undefined {
    return this.#standing.membership;
  }

  get sharer(): Outbox {
    return this.#outbox;
  }

  received(received: Received): void {
    this.#heartbeat?.seen();
    if (this.#state === 'draining') return;
    if (received.size <= this.#context.profile.traits.limits.messageBytes) this.#inbox.push(received);
    else {
      this.#watch.refused('LIMIT_EXCEEDED');
      this.close('messageTooBig');
    }
  }

  alive(): void {
    this.#heartbeat?.seen();
  }

  probe(): void {
    const { profile } = this.#context;
    const probe = profile.probe?.();
    if (probe) this.send(probe);
    if (profile.traits.heartbeat?.controlFrames) this.#connection.probe();
  }

  overflowed(): void {
    this.#end('slowConsumer');
  }

  expired(): void {
    this.close('heartbeatTimeout');
  }

  drained(): void {
    this.#outbox.flush();
  }

  closed(code: number): void {
    this.#heartbeat?.stop();
    this.#deadline?.cancel();
    this.#inbox.discard();
    this.#outbox.discard();
    const isKnown = this.#state === 'authenticated';
    this.#state = 'closed';
    this.#ending?.abort();
    if (isKnown) this.#standing.depart();
    else this.#standing.leave();
    this.#context.metrics.closed();
    this.#context.log.debug({ clientId: this.clientId, code }, 'connection closed');
    this.#ended(this);
  }

  authenticate(identity: Identity): void {
    if (this.#isOver()) return;
    this.#deadline?.cancel();
    this.#state = 'authenticated';
    const isNew = this.#standing.take(identity, this);
    const { profile, services } = this.#context;
    if (isNew && this.#hasOpened) profile.entered?.(this, services);
  }

  send(draft: P['draft']): void {
    this.answer(draft, undefined);
  }

  answer(draft: P['draft'], inReplyTo: unknown): void {
    if (!this.#isOver()) this.#outlet.answer(draft, inReplyTo);
  }

  acknowledge(id: number, outcome: Outcome<P>): void {
    if (!this.#isOver()) this.#outlet.acknowledge(id, outcome);
  }

  forward(messages: readonly StoredMessage[]): boolean {
    if (this.#isOver()) return false;
    this.#outlet.forward(messages);
    this.#outbox.flush();
    return this.#outbox.waiting === 0;
  }

  whenIdle(run: () => void): void {
    if (this.#state === 'closed') run();
    else this.#outbox.whenIdle(run);
  }

  /** What it asks besides its state, which members of the hub share, `mustAskEach` knows too. */
  deliver(message: Outgoing): boolean {
    if (this.#state !== 'authenticated') return false;
    if (this.#context.profile.wants?.(this, message.message) === false) return false;
    if (this.#deliveryLimit?.allows(message.name) === false) return false;
    this.#outlet.deliver(message);
    return true;
  }

  prefer(variant: Variant): void {
    this.#outlet.prefer(variant);
  }

  close(ending: Ending): void {
    this.#outbox.flush();
    this.#end(ending);
  }

  /** Closes as far as what waits goes out, with a code that need not be one of the document's. */
  kick(code = this.#context.profile.traits.closeCodes.shutdown ?? 1000): void {
    this.#outbox.flush();
    this.#connection.close(code);
  }

  /** Says farewell behind all that waits, and closes once it has gone out; nothing is received or added meanwhile. */
  drain(): void {
    if (this.#isOver()) return;
    const farewell = this.#context.profile.farewell?.();
    if (farewell) this.send(farewell);
    this.#state = 'draining';
    this.#ending?.abort();
    this.#standing.leave();
    this.#outbox.whenEmpty(() => this.#end('shutdown'));
  }

  #isOver(): boolean {
    return this.#state === 'draining' || this.#state === 'closed';
  }

  /** Closes without another look at the outbox, which may be the reason. */
  #end(ending: Ending): void {
    const { closeCodes } = this.#context.profile.traits;
    this.#connection.close(closeCodes[ending] ?? standardCodes[ending] ?? 1000);
  }
}

/** Whether a session may refuse an event of this name when it is delivered, or tells that it was. */
export function mustAskEach<P extends Protocol>(
  { profile, frameLog }: Pick<Context<P>, 'profile' | 'frameLog'>,
  name: string,
): boolean {
  const isLimited = profile.traits.rateLimit?.byType[name] !== undefined;
  return isLimited || profile.wants !== undefined || frameLog !== undefined;
}

/** Node puts an id together of pieces and keeps them all, ten times its length, until it is copied. */
function newClientId(): string {
  return Buffer.from(randomUUID(), 'latin1').toString('latin1');
}
