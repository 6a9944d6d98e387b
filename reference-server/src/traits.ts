import type { Carrier, ChannelFacts, Direction, MessageFacts } from '@agentwire/generated/model';

type Frozen<T> = T extends (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

/** Facts that every channel on this server must state; without a bound nothing is served. */
type Stated = 'limits' | 'slowConsumer' | 'closeCodes' | 'errors';

/**
 * What the document says of one channel: intervals, limits, codes, and which messages are events.
 * The core asks these questions and never for the name of a profile.
 */
export type Traits = Frozen<
  ChannelFacts &
    Required<Pick<ChannelFacts, Stated>> & {
      address: string;
      messages: Record<string, { name: string; direction: Direction } & MessageFacts>;
    }
>;

/** Where a channel is mounted: parameters as `:name`, which the document writes as `{name}`. */
export function pathOf({ pathname }: { pathname: string }, { address }: { address: string }): string {
  return `${pathname}${address}`.replace(/\{(\w+)\}/g, ':$1');
}

/** Where a credential may travel; the first carrier that has one decides. */
export type Carriers = readonly Readonly<Carrier>[];

/** How an event finds its recipients. */
export type EventFacts = NonNullable<Traits['messages'][string]['event']>;
