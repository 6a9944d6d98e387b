import { randomUUID } from 'node:crypto';
import type { Admission } from './admission.ts';
import type { Timer } from './clock.ts';
import type { Connection, Listener } from './connection.ts';
import type { Context } from './context.ts';
import type { Identity } from './credentials.ts';
import { Dispatcher, type Peer } from './dispatch.ts';
import type { Drainable } from './drain.ts';
import { Encoded, json, type Outgoing, type Variant } from './encoded.ts';
import type { Recipient } from './fanout.ts';
import type { Frame } from './frame.ts';
import { Heartbeat } from './heartbeat.ts';
import type { Membership } from './hub/space.ts';
import { Inbox } from './inbox.ts';
import { Outbox } from './outbox.ts';
import type { Ending, Outcome, Protocol } from './profile.ts';
import { DeliveryLimit } from './rate-limit.ts';
import type { Received } from './received.ts';
import type { StoredMessage } from './store/store.ts';
import { Watch } from './watch.ts';

export interface SessionOptions<P extends Protocol> {
  context: Context<P>;
  connection: Connection;
  admission: Admission;
  /** Called once, when the connection has closed. */
  ended: () => void;
}

/** Close codes of RFC 6455 for which the document needs no word. */
const standardCodes: Readonly<Record<string, number>> = { done: 1000, internalError: 1011 };

/**
 * One connection's life: open → authenticated → draining → closed; a connection may skip states but
 * never goes back. Whatever differs between profiles is asked of the profile and of its traits.
 */
export class Session<P extends Protocol> implements Peer<P>, Recipient, Listener, Drainable {
  readonly clientId = randomUUID();
  readonly state: P['state'];
  readonly #context: Context<P>;
  readonly #watch: Watch;
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
  #ending: AbortController | undefined;
  /** The first word has been said. */
  #hasOpened = false;
  #variant: Variant;

  constructor({ context, connection, admission, ended }: SessionOptions<P>) {
    const { clock, profile } = context;
    const { limits, slowConsumer, rateLimit } = profile.traits;
    const overflowed = (): void => this.#end('slowConsumer');
    this.#watch = new Watch({ ...context, profile: profile.id, client: this, address: admission.address });
    this.#context = { ...context, credentials: this.#watch };
    const dispatcher = new Dispatcher(this.#context, this, this.#watch);
    this.#connection = connection;
    this.#ended = ended;
    this.#variant = admission.wantsCompression ? 'gzip' : 'plain';
    this.#outbox = new Outbox({ connection, facts: slowConsumer, overflowed });
    this.#inbox = new Inbox({
      handle: (received) => dispatcher.dispatch(received),
      maxBytes: limits.messageBytes,
      maxMessages: limits.waitingMessages,
      overflowed,
    });
    this.#deliveryLimit = rateLimit && new DeliveryLimit({ facts: rateLimit, clock });
    this.#admission = admission;
    this.state = profile.begin?.();
  }

  /** Begins; called once. */
  open(): void {
    const { profile, clock, metrics, services } = this.#context;
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
    this.#hasOpened = true;
    if (this.#membership) profile.entered?.(this, services);
  }

  get parameters(): ReadonlyMap<string, string> {
    return this.#admission.parameters;
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
    return this.#identity;
  }

  get membership(): Membership | undefined {
    return this.#membership;
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
    this.#ending?.abort();
    this.#leave();
    if (departed) this.#depart(departed);
    this.#context.metrics.closed();
    this.#context.log.debug({ clientId: this.clientId, code }, 'connection closed');
    this.#ended();
  }

  authenticate(identity: Identity): void {
    if (this.#isOver()) return;
    const former = this.#identity;
    this.#deadline?.cancel();
    this.#state = 'authenticated';
    this.#identity = identity;
    if (former?.userId === identity.userId && former.tenant === identity.tenant) return;
    this.#leave();
    if (former) this.#depart(former);
    const { profile, hub, services } = this.#context;
    const key = { realm: profile.channel, tenant: identity.tenant };
    const names = { userId: identity.userId, clientId: this.clientId, ...profile.names?.(this) };
    this.#membership = hub.enter(key, this, names);
    if (this.#hasOpened) profile.entered?.(this, services);
  }

  send(draft: P['draft']): void {
    this.answer(draft, undefined);
  }

  answer(draft: P['draft'], inReplyTo: unknown): void {
    const { profile, clock, nameOfServerMessage } = this.#context;
    const message = profile.seal(draft, { clock, inReplyTo });
    const { encoding = json } = profile;
    this.#push(new Encoded(message, { name: nameOfServerMessage(message), encoding }));
  }

  acknowledge(id: number, outcome: Outcome<P>): void {
    const frame = this.#context.profile.acknowledge?.(id, outcome);
    if (frame && !this.#isOver()) this.#pushFrame(frame, { name: 'ack', message: { acknowledges: id } });
  }

  forward(messages: readonly StoredMessage[]): boolean {
    if (this.#isOver()) return false;
    for (const { name, text } of messages) {
      this.#pushFrame({ bytes: Buffer.from(text), isBinary: false }, { name, message: JSON.parse(text) });
    }
    this.#outbox.flush();
    return this.#outbox.waiting === 0;
  }

  whenIdle(run: () => void): void {
    if (this.#state === 'closed') run();
    else this.#outbox.whenIdle(run);
  }

  deliver(message: Outgoing): boolean {
    if (this.#state !== 'authenticated') return false;
    if (this.#context.profile.wants?.(this, message.message) === false) return false;
    if (this.#deliveryLimit?.allows(message.name) === false) return false;
    this.#push(message);
    return true;
  }

  prefer(variant: Variant): void {
    this.#variant = variant;
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
    this.#leave();
    this.#outbox.whenEmpty(() => this.#end('shutdown'));
  }

  #isOver(): boolean {
    return this.#state === 'draining' || this.#state === 'closed';
  }

  #push(message: Outgoing): void {
    if (!this.#isOver()) this.#pushFrame(message.frame(this.#variant), message);
  }

  #pushFrame(frame: Frame, { name, message }: Pick<Outgoing, 'name' | 'message'>): void {
    this.#watch.sent({ type: name, bytes: frame.bytes.length, message });
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
    const { profile, hub, fanout, services } = this.#context;
    const { tenant } = identity;
    profile.departed?.(identity, {
      services,
      isPresent: (kind, value) => (hub.space({ realm: profile.channel, tenant })?.named(kind, value).size ?? 0) > 0,
      publish: (draft) => fanout.publish(draft, { tenant }),
    });
  }

  #probe(): void {
    const { profile } = this.#context;
    const probe = profile.probe?.();
    if (probe) this.send(probe);
    if (profile.traits.heartbeat?.controlFrames) this.#connection.probe();
  }
}
