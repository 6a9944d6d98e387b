import type { Platform } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import type { Protocol } from './protocol.ts';
import type { DomainEventKind, DomainEvents } from './services/domain-events.ts';

/** How an event of the platform reads on a channel; nothing where it cannot be said there. */
export type Reading<P extends Protocol, Kind extends DomainEventKind> = (
  event: DomainEvents[Kind],
  tenant: string,
) => P['draft'] | undefined;

/** What a channel shows of the platform, and how. */
export type Readings<P extends Protocol> = { readonly [Kind in DomainEventKind]?: Reading<P, Kind> };

/**
 * Shows on a channel what happens elsewhere on the platform, to those of the tenant who are there:
 * nothing is made of an event where nobody is. What was said on the channel itself is not shown again.
 */
export function show<P extends Protocol>(readings: Readings<P>, endpoint: Endpoint, { hub, services }: Platform): void {
  const follow = <Kind extends DomainEventKind>(kind: Kind, read: Reading<P, Kind>): void =>
    services.domainEvents.on(
      kind,
      (event, tenant) => {
        if (!hub.space({ realm: endpoint.channel, tenant })) return;
        const draft = read(event, tenant);
        if (draft) endpoint.publish(draft, { tenant });
      },
      endpoint.channel,
    );
  for (const kind of Object.keys(readings) as DomainEventKind[]) {
    const read = readings[kind];
    // Each kind has the reading of its own events; the compiler cannot follow that the two belong together.
    if (read) follow(kind, read as Reading<P, DomainEventKind>);
  }
}

/** The platform's word for one of a channel's: the first entry of the document's table that has it. */
export function wordFor<Word extends string>(
  table: Readonly<Record<Word, string>>,
  channelWord: string,
): Word | undefined {
  return (Object.keys(table) as Word[]).find((word) => table[word] === channelWord);
}
