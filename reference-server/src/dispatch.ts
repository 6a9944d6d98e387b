import type { Frame } from './connection.ts';
import type { Context } from './context.ts';
import { ProtocolError } from './errors.ts';
import type { Client, Handler, Protocol } from './profile.ts';
import { RateLimit, type Refusal } from './rate-limit.ts';
import { type Reading, read } from './reading.ts';
import type { Watch } from './watch.ts';

/** The session as its dispatcher sees it. */
export interface Peer<P extends Protocol> extends Client<P> {
  /** Sends what answers a received value. */
  answer(draft: P['draft'], inReplyTo: unknown): void;
  /** From now on the client is sent compressed messages. */
  compress(): void;
}

/** Who hears of what a dispatcher reads and refuses. */
export type Witness = Pick<Watch, 'received' | 'refused'>;

/**
 * The way of a frame to its handler: read, counted, authorised, handled. Whatever is thrown on the
 * way becomes the profile's error message here and nowhere else.
 */
export class Dispatcher<P extends Protocol> {
  readonly #context: Context<P>;
  readonly #peer: Peer<P>;
  readonly #witness: Witness;
  readonly #rateLimit: RateLimit | undefined;

  constructor(context: Context<P>, peer: Peer<P>, witness: Witness) {
    const { rateLimit } = context.profile.traits;
    this.#context = context;
    this.#peer = peer;
    this.#witness = witness;
    this.#rateLimit = rateLimit && new RateLimit({ facts: rateLimit, clock: context.clock });
  }

  /** @returns a promise when the handler takes its time; it never rejects */
  dispatch(frame: Frame): Promise<void> | void {
    const { profile, nameOfClientMessage } = this.#context;
    const reading = read(frame, profile, nameOfClientMessage);
    this.#witness.received({ type: reading.name, bytes: frame.bytes.length, message: reading.value });
    const refusal = this.#rateLimit?.count(reading.name);
    if (refusal) {
      this.#refuse(refusal, reading);
      return;
    }
    try {
      const pending = this.#handle(reading);
      return pending?.catch((error) => this.#report(error, reading));
    } catch (error) {
      this.#report(error, reading);
    }
  }

  #handle(reading: Reading<P>): Promise<void> | void {
    const { profile, clock, credentials, services, log } = this.#context;
    this.#authorise(reading.name);
    if ('error' in reading.outcome) throw reading.outcome.error;
    const { message } = reading.outcome;
    if (reading.wasCompressed || profile.asksForCompression?.(message)) this.#peer.compress();
    // The table is exhaustive over the messages' names; the compiler cannot follow that the two belong together.
    const handler = profile.handlers[reading.name as P['client']['type']] as Handler<P, P['client']>;
    return handler(message, {
      client: this.#peer,
      clock,
      credentials,
      services,
      log,
      reply: (draft) => this.#peer.answer(draft, message),
      publish: (draft) => this.#publish(draft),
    });
  }

  /** Who has yet to authenticate may send little; a stranger's word is left to the error it gets anyway. */
  #authorise(name: string): void {
    const { authentication } = this.#context.profile.traits;
    if (this.#peer.identity || authentication?.missing !== 'pending' || name === '') return;
    if (!authentication.pendingMayUse?.includes(name)) throw new ProtocolError('NOT_AUTHENTICATED', { details: name });
  }

  #publish(draft: P['draft']): void {
    const { identity } = this.#peer;
    if (!identity) throw new ProtocolError('NOT_AUTHENTICATED');
    this.#context.fanout.publish(draft, { tenant: identity.tenant });
  }

  #refuse({ retryAfterMs, isAnswered, isLast }: Refusal, reading: Reading<P>): void {
    const details = reading.name || 'messages of no known type';
    if (isAnswered) this.#report(new ProtocolError('RATE_LIMITED', { details, retryAfterMs }), reading);
    if (!isLast) return;
    this.#context.log.warn({ clientId: this.#peer.clientId }, 'closed for sending too much');
    this.#peer.close('rateLimited');
  }

  #report(error: unknown, { value }: Reading<P>): void {
    const { profile, log } = this.#context;
    const { clientId } = this.#peer;
    if (error instanceof ProtocolError) {
      log.debug({ clientId, code: error.code, details: error.details }, 'message refused');
      this.#witness.refused(error.code);
      this.#peer.answer(profile.readError(error, { client: this.#peer, value }), value);
      return;
    }
    log.error({ clientId, err: error }, 'a handler failed');
    this.#peer.close('internalError');
  }
}
