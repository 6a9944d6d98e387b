import type { Context } from './context.ts';
import { Encoded, type Outgoing, type Variant } from './encoded.ts';
import type { Frame } from './frame.ts';
import type { Outcome } from './handler.ts';
import type { Outbox } from './outbox.ts';
import type { Protocol } from './protocol.ts';
import type { StoredMessage } from './store/store.ts';
import type { Watch } from './watch.ts';

export interface OutletOptions<P extends Protocol> {
  context: Context<P>;
  watch: Watch;
  outbox: Outbox;
  /** What is sent of each message that has it. */
  variant: Variant;
}

/** Gives all that one connection is sent its form on the wire, and tells those who watch of it. */
export class Outlet<P extends Protocol> {
  readonly #context: Context<P>;
  readonly #watch: Watch;
  readonly #outbox: Outbox;
  #variant: Variant;

  constructor({ context, watch, outbox, variant }: OutletOptions<P>) {
    this.#context = context;
    this.#watch = watch;
    this.#outbox = outbox;
    this.#variant = variant;
  }

  prefer(variant: Variant): void {
    this.#variant = variant;
  }

  /** @param inReplyTo the received value that it answers, if any */
  answer(draft: P['draft'], inReplyTo: unknown): void {
    const { profile, clock, nameOfServerMessage } = this.#context;
    const message = profile.seal(draft, { clock, inReplyTo });
    this.deliver(new Encoded(message, { name: nameOfServerMessage(message), encoding: profile.encoding }));
  }

  deliver(message: Outgoing): void {
    this.#push(message.frame(this.#variant), message);
  }

  acknowledge(id: number, outcome: Outcome<P>): void {
    const frame = this.#context.profile.acknowledge?.(id, outcome);
    if (frame) this.#push(frame, { name: 'ack', message: { acknowledges: id } });
  }

  /** Messages in their final form. */
  forward(messages: readonly StoredMessage[]): void {
    for (const { name, text } of messages) {
      this.#push({ bytes: Buffer.from(text), isBinary: false }, { name, message: JSON.parse(text) });
    }
  }

  #push(frame: Frame, { name, message }: Pick<Outgoing, 'name' | 'message'>): void {
    this.#watch.sent(name, frame.bytes.length, message);
    this.#outbox.push(frame);
  }
}
