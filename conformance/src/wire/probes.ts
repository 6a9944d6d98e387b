import type { Channel } from '@agentwire/generated/model';
import { fresh } from '../fresh.ts';
import { at, replaced, same } from '../json.ts';
import { framed, messageById } from '../protocol.ts';

interface Probe<T> {
  /** What the answer may repeat. */
  echo: unknown;
  answer: T | undefined;
}

/**
 * Barrier requests of one connection and their answers. An answer belongs to the request whose value it
 * repeats; one that repeats none belongs to the oldest request that waits. What comes while none waits
 * answers nothing.
 */
export class Probes<T extends { value: unknown }> {
  readonly #facts: Channel['facts']['barrier'];
  readonly #channel: Channel;
  readonly #sent: Probe<T>[] = [];

  constructor(channel: Channel) {
    this.#channel = channel;
    this.#facts = channel.facts.barrier;
  }

  /** Id of the message that asks. */
  get request(): string | undefined {
    return this.#facts?.send;
  }

  /** Id of the message that answers. */
  get answer(): string | undefined {
    return this.#facts?.expect;
  }

  /** A request that no other one is like, where the channel lets answers repeat something of it. */
  make(): unknown {
    if (!this.#facts) throw new Error(`channel ${this.#channel.id} (${this.#channel.source}) declares no barrier`);
    const { send, echo, payload } = this.#facts;
    const message = messageById(this.#channel, send);
    const value = framed(this.#channel, message, payload ?? message.examples[0]?.payload ?? message.discriminant);
    return echo === undefined ? value : replaced(value, echo, fresh(at(value, echo)));
  }

  /** Remembers a request that was sent; the returned function says what has answered it. */
  sent(value: unknown): () => T | undefined {
    const probe: Probe<T> = { echo: this.#echoOf(value), answer: undefined };
    this.#sent.push(probe);
    return () => probe.answer;
  }

  answered(item: T): void {
    const waiting = this.#sent.filter((probe) => probe.answer === undefined);
    const echo = this.#echoOf(item.value);
    const probe = waiting.find((one) => echo !== undefined && same(one.echo, echo)) ?? waiting[0];
    if (probe) probe.answer = item;
  }

  #echoOf(value: unknown): unknown {
    const pointer = this.#facts?.echo;
    return pointer === undefined ? undefined : at(value, pointer);
  }
}
