import type { Context } from './context.ts';
import type { Alternatives } from './encoded.ts';
import { ProtocolError } from './errors.ts';
import { type Client, type Handler, Ongoing, type Outcome } from './handler.ts';
import type { NameOf, Protocol } from './protocol.ts';
import { RateLimit, type Refusal } from './rate-limit.ts';
import { type Reading, read } from './reading.ts';
import type { Received } from './received.ts';
import { payloadOf } from './routing.ts';
import type { Watch } from './watch.ts';

/** The session as its dispatcher sees it. */
export interface Peer<P extends Protocol> extends Client<P> {
  /** Sends what answers a received value. */
  answer(draft: P['draft'], inReplyTo: unknown): void;
  acknowledge(id: number, outcome: Outcome<P>): void;
}

/**
 * The way of a message to its handler: read, counted, authorised, handled. Whatever is thrown on the
 * way becomes the profile's error message here and nowhere else.
 */
export class Dispatcher<P extends Protocol> {
  readonly #context: Context<P>;
  readonly #peer: Peer<P>;
  readonly #watch: Watch;
  readonly #rateLimit: RateLimit | undefined;

  constructor(context: Context<P>, peer: Peer<P>, watch: Watch) {
    const { rateLimit } = context.profile.traits;
    this.#context = context;
    this.#peer = peer;
    this.#watch = watch;
    this.#rateLimit = rateLimit && new RateLimit({ facts: rateLimit, clock: context.clock });
  }

  /** @returns a promise when the handler takes its time; it never rejects */
  dispatch(received: Received): Promise<void> | void {
    const { profile, nameOfClientMessage } = this.#context;
    const { acknowledgementId } = received;
    const reading = read(received, profile, nameOfClientMessage);
    this.#watch.received({ type: reading.name, bytes: received.size, message: reading.value });
    const refusal = this.#limit()?.count(reading.name, payloadOf(profile.traits, reading.value));
    if (refusal) {
      this.#refuse(refusal, reading, acknowledgementId);
      return;
    }
    const done = (fields?: P['acknowledged']): void => {
      if (acknowledgementId !== undefined) this.#peer.acknowledge(acknowledgementId, { fields });
    };
    const finish = (handled: Promise<P['acknowledged']> | Promise<void>): Promise<void> =>
      handled
        .then((fields) => done(fields ?? undefined))
        .catch((error) => this.#report(error, reading, acknowledgementId));
    try {
      const handled = this.#handle(reading);
      if (handled instanceof Promise) return finish(handled);
      if (handled instanceof Ongoing) void finish(handled.done);
      else done(handled ?? undefined);
    } catch (error) {
      this.#report(error, reading, acknowledgementId);
    }
  }

  /** The agent's own where the document counts agents and this client is one, the connection's otherwise. */
  #limit(): RateLimit | undefined {
    const { profile, accounts } = this.#context;
    const account = profile.countedAs?.(this.#peer);
    return account === undefined ? this.#rateLimit : accounts?.of(account);
  }

  #handle(reading: Reading<P>): ReturnType<Handler<P, P['client']>> {
    const { profile, clock, services, log } = this.#context;
    this.#authorise(reading.name);
    if ('error' in reading.outcome) throw reading.outcome.error;
    const { message } = reading.outcome;
    if (reading.wasCompressed || profile.asksForCompression?.(message)) this.#peer.prefer('gzip');
    // The table is exhaustive over the messages' names; the compiler cannot follow that the two belong together.
    const handler = profile.handlers[reading.name as NameOf<P['client']>] as Handler<P, P['client']>;
    return handler(message, {
      client: this.#peer,
      clock,
      credentials: this.#watch,
      services,
      log,
      reply: (draft) => this.#peer.answer(draft, message),
      publish: (draft, alternatives) => this.#publish(draft, alternatives),
    });
  }

  /** Who has yet to authenticate may send little; a stranger's word is left to the error it gets anyway. */
  #authorise(name: string): void {
    const { authentication } = this.#context.profile.traits;
    if (this.#peer.identity || authentication?.missing !== 'pending' || name === '') return;
    if (!authentication.pendingMayUse?.includes(name)) throw new ProtocolError('NOT_AUTHENTICATED', { details: name });
  }

  #publish(draft: P['draft'], alternatives?: Alternatives<P['draft']>): void {
    const { identity } = this.#peer;
    if (!identity) throw new ProtocolError('NOT_AUTHENTICATED');
    this.#context.fanout.publish(draft, { tenant: identity.tenant }, alternatives);
  }

  #refuse({ isAnswered, isLast, ...context }: Refusal, reading: Reading<P>, acknowledgementId?: number): void {
    const details = reading.name || 'messages of no known type';
    if (isAnswered)
      this.#report(new ProtocolError('RATE_LIMITED', { details, ...context }), reading, acknowledgementId);
    if (!isLast) return;
    this.#context.log.warn({ clientId: this.#peer.clientId }, 'closed for sending too much');
    this.#peer.close('rateLimited');
  }

  #report(error: unknown, { value }: Reading<P>, acknowledgementId?: number): void {
    const { profile, log } = this.#context;
    const { clientId } = this.#peer;
    const isRefusal = error instanceof ProtocolError;
    // What went wrong inside is nobody's business but the log's.
    const refusal = isRefusal ? error : new ProtocolError('INTERNAL_ERROR');
    if (isRefusal) log.debug({ clientId, code: error.code, details: error.details }, 'message refused');
    else log.error({ clientId, err: error }, 'a handler failed');
    this.#watch.refused(refusal.code);
    const drafts = [profile.readError(refusal, { client: this.#peer, value })].flat() as P['draft'][];
    for (const draft of drafts) this.#peer.answer(draft, value);
    if (acknowledgementId !== undefined) this.#peer.acknowledge(acknowledgementId, { error: refusal, value });
    if (!isRefusal) this.#peer.close('internalError');
  }
}
