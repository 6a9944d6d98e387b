import { Counter, Gauge, Histogram, Registry } from '@prometheus-io/client';

export interface MetricsOptions {
  /** Subscriptions by resource, asked for at every scrape. */
  subscriptionCounts: () => ReadonlyMap<string, number>;
  /** What runs for clients, by kind; asked for at every scrape. */
  running: () => Readonly<Record<string, number>>;
}

/**
 * What operators see (AUTOSDLC-B55): names, types, labels and buckets of `websocket_…` as the document
 * of that system lists them, over all profiles. Labels are wire names of ours or `unknown`, so no client can make
 * the series grow.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #connections = new Counter({
    name: 'websocket_connections_total',
    help: 'Connections that were opened.',
    registers: [this.#registry],
  });
  readonly #active = new Gauge({
    name: 'websocket_active_connections',
    help: 'Connections that are open.',
    registers: [this.#registry],
  });
  readonly #received = new Counter({
    name: 'websocket_messages_received_total',
    help: 'Messages from clients, the refused ones included.',
    labelNames: ['type'],
    registers: [this.#registry],
  });
  readonly #sent = new Counter({
    name: 'websocket_messages_sent_total',
    help: 'Messages to clients, one for each recipient.',
    labelNames: ['type'],
    registers: [this.#registry],
  });
  readonly #size = new Histogram({
    name: 'websocket_message_size_bytes',
    help: 'Size of messages as they travel, after compression.',
    labelNames: ['type', 'direction'],
    buckets: [100, 500, 1000, 5000, 10000, 50000],
    registers: [this.#registry],
  });

  readonly #streams = new Gauge({
    name: 'sse_active_streams',
    help: 'Event streams that are open.',
    registers: [this.#registry],
  });
  readonly #events = new Counter({
    name: 'sse_events_sent_total',
    help: 'Server-sent events, one for each stream.',
    labelNames: ['channel'],
    registers: [this.#registry],
  });

  constructor({ subscriptionCounts, running }: MetricsOptions) {
    new Gauge({
      name: 'websocket_active_subscriptions',
      help: 'Subscriptions that are active.',
      labelNames: ['resource'],
      registers: [this.#registry],
      collect() {
        for (const [resource, count] of subscriptionCounts()) this.set({ resource }, count);
      },
    });
    new Gauge({
      name: 'agentwire_running',
      help: 'What runs for clients and stops with them.',
      labelNames: ['kind'],
      registers: [this.#registry],
      collect() {
        for (const [kind, count] of Object.entries(running())) this.set({ kind }, count);
      },
    });
    new Gauge({
      name: 'nodejs_active_resources',
      help: 'What keeps the event loop alive, timers above all.',
      labelNames: ['type'],
      registers: [this.#registry],
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
    this.#events.inc({ channel });
  }

  /** @param name a wire name; empty for what is none */
  received(name: string, bytes: number): void {
    const type = name || 'unknown';
    this.#received.inc({ type });
    this.#size.observe({ type, direction: 'in' }, bytes);
  }

  sent(type: string, bytes: number): void {
    this.#sent.inc({ type });
    this.#size.observe({ type, direction: 'out' }, bytes);
  }

  /** Prometheus' text format. */
  async expose(): Promise<{ status: number; contentType: string; body: string }> {
    return { status: 200, contentType: this.#registry.contentType, body: await this.#registry.metrics() };
  }
}
