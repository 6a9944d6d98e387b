import { Counter, Gauge, type Histogram, Registry } from '@prometheus-io/client';
import { type Sample, Traffic } from './traffic.ts';

/** Metrics that AutoSDLC's document lists (AUTOSDLC-B55); here they count over all profiles. */
export type DocumentedMetric =
  | 'websocket_connections_total'
  | 'websocket_active_connections'
  | 'websocket_messages_received_total'
  | 'websocket_messages_sent_total'
  | 'websocket_message_size_bytes'
  | 'websocket_active_subscriptions';

/** What the document says of a metric. */
export interface MetricFacts {
  labels: readonly string[];
  buckets?: readonly number[];
}

/** How many are connected to a profile. */
export interface Clients {
  profile: string;
  total: number;
  /** Those among them who are known. */
  authenticated: number;
}

export interface MetricsOptions {
  documented: Readonly<Record<DocumentedMetric, MetricFacts>>;
  /** Subscriptions by resource, asked for at every scrape. */
  subscriptionCounts: () => ReadonlyMap<string, number>;
  /** What runs for clients, by kind; asked for at every scrape. */
  running: () => Readonly<Record<string, number>>;
  /** Asked for at every scrape. */
  clients: () => readonly Clients[];
}

/**
 * What operators see. Labels are wire names and profiles of ours or `unknown`, so no client can make the
 * series grow.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #documented: MetricsOptions['documented'];
  readonly #connections: Counter<string>;
  readonly #active: Gauge<string>;
  readonly #streams: Gauge<string>;
  /** Of all messages. */
  readonly #traffic: Traffic;
  /** Events that went out on streams, by channel. */
  readonly #events = new Map<string, number>();

  constructor({ documented, subscriptionCounts, running, clients }: MetricsOptions) {
    this.#documented = documented;
    this.#connections = new Counter(this.#of('websocket_connections_total', 'Connections that were opened.'));
    this.#active = new Gauge(this.#of('websocket_active_connections', 'Connections that are open.'));
    this.#traffic = new Traffic(documented.websocket_message_size_bytes.buckets ?? []);
    this.#count(
      this.#of('websocket_messages_received_total', 'Messages from clients, the refused ones included.'),
      () => this.#traffic.counts('in'),
    );
    this.#count(this.#of('websocket_messages_sent_total', 'Messages to clients, one for each recipient.'), () =>
      this.#traffic.counts('out'),
    );
    this.#histogram(this.#of('websocket_message_size_bytes', 'Size of messages as they travel, after compression.'));
    this.#streams = new Gauge(this.#own('sse_active_streams', 'Event streams that are open.'));
    this.#count(this.#own('sse_events_sent_total', 'Server-sent events, one for each stream.', 'channel'), () => [
      ...this.#events,
    ]);
    new Gauge({
      ...this.#of('websocket_active_subscriptions', 'Subscriptions that are active.'),
      collect() {
        for (const [resource, count] of subscriptionCounts()) this.set({ resource }, count);
      },
    });
    new Gauge({
      ...this.#own('agentwire_clients', 'Who is connected.', 'profile'),
      collect() {
        for (const { profile, total } of clients()) this.set({ profile }, total);
      },
    });
    new Gauge({
      ...this.#own('agentwire_authenticated_clients', 'Who is connected and known.', 'profile'),
      collect() {
        for (const { profile, authenticated } of clients()) this.set({ profile }, authenticated);
      },
    });
    new Gauge({
      ...this.#own('agentwire_running', 'What runs for clients and stops with them.', 'kind'),
      collect() {
        for (const [kind, count] of Object.entries(running())) this.set({ kind }, count);
      },
    });
    new Gauge({
      ...this.#own('nodejs_active_resources', 'What keeps the event loop alive, timers above all.', 'type'),
      collect() {
        this.reset();
        for (const type of process.getActiveResourcesInfo()) this.inc({ type });
      },
    });
  }

  opened(): void {
    this.#connections.inc();
    this.#active.inc();
  }

  closed(): void {
    this.#active.dec();
  }

  streamOpened(): void {
    this.#streams.inc();
  }

  streamClosed(): void {
    this.#streams.dec();
  }

  eventSent(channel: string): void {
    this.#events.set(channel, (this.#events.get(channel) ?? 0) + 1);
  }

  /** @param name a wire name; empty for what is none */
  received(name: string, bytes: number): void {
    this.#traffic.note('in', name || 'unknown', bytes);
  }

  /** @param count recipients of the same */
  sent(type: string, bytes: number, count = 1): void {
    this.#traffic.note('out', type, bytes, count);
  }

  /** Prometheus' text format. */
  async expose(): Promise<{ status: number; contentType: string; body: string }> {
    return { status: 200, contentType: this.#registry.contentType, body: await this.#registry.metrics() };
  }

  /** A counter of one label, whose values are counted here and read at every scrape. */
  #count(
    options: { name: string; help: string; labelNames: string[]; registers: Registry[] },
    counts: () => Iterable<[string, number]>,
  ): void {
    const [label = ''] = options.labelNames;
    new Counter({
      ...options,
      collect() {
        this.reset();
        for (const [value, count] of counts()) this.inc({ [label]: value }, count);
      },
    });
  }

  /** The library's own histogram takes one observation after the other and nothing that is counted already. */
  #histogram({ name, help }: { name: string; help: string }): void {
    const samples = (): Sample[] => this.#traffic.samples(name);
    const metric = { name, help, type: 'histogram', get: async () => ({ ...metric, values: samples() }) };
    this.#registry.registerMetric(metric as unknown as Histogram);
  }

  /** One whose labels and buckets stand in the document. */
  #of(name: DocumentedMetric, help: string) {
    const { labels, buckets } = this.#documented[name];
    return { ...this.#own(name, help, ...labels), ...(buckets && { buckets: [...buckets] }) };
  }

  #own(name: string, help: string, ...labelNames: string[]) {
    return { name, help, labelNames, registers: [this.#registry] };
  }
}
