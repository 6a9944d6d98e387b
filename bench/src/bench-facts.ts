import type { Channel, ChannelFacts, Message } from '@agentwire/generated/model';
import { Failure } from './failure.ts';
import { pointerTo } from './pointer.ts';
import { isOfKind } from './wire.ts';

export type BenchFacts = NonNullable<ChannelFacts['bench']>;

/** What flags say in place of `x-agentwire.bench`. */
export interface BenchFlags {
  channel?: string;
  delivers?: string;
  stamp?: string;
  /** Payload that subscribes. */
  subscribe?: unknown;
  /** Payload by which a client publishes; the text `${stamp}` in it is the stamp's place. */
  publish?: unknown;
}

/** What the document says, with what flags say in its place. */
export function benchFacts(channel: Channel, flags: BenchFlags): BenchFacts {
  const facts: BenchFacts = { ...channel.facts.bench };
  if (flags.delivers !== undefined && flags.delivers !== facts.delivers) {
    facts.delivers = flags.delivers;
    delete facts.stamp;
    delete facts.payload;
    delete facts.publish;
  }
  if (flags.stamp !== undefined) facts.stamp = flags.stamp;
  if (flags.subscribe !== undefined) {
    facts.subscribe = { send: clientMessage(channel, flags.subscribe).id, payload: flags.subscribe };
  }
  if (flags.publish !== undefined) {
    const stamp = pointerTo(flags.publish, stampHole);
    if (stamp === undefined)
      throw new Failure('usage', `--publish has no place for the stamp: write ${stampHole} there`);
    const payload = flags.publish as Record<string, unknown>;
    facts.publish = { send: clientMessage(channel, payload).id, payload, stamp };
  }
  return facts;
}

/** Stands for the stamp in a text that publishes. */
export const stampHole = `\${stamp}`;

/** The client message that a payload given by flag is, by its discriminator. */
function clientMessage(channel: Channel, payload: unknown): Message {
  const own = channel.messages.filter(({ direction }) => direction === 'client-to-server');
  const told = own.find(({ discriminant }) => Object.keys(discriminant).length > 0 && isOfKind(payload, discriminant));
  const found = told ?? (own.length === 1 ? own[0] : undefined);
  if (found) return found;
  throw new Failure('usage', `${JSON.stringify(payload)} is no message that clients send on channel '${channel.id}'`);
}
