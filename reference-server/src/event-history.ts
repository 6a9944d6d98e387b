import { randomUUID } from 'node:crypto';
import type { Encoded, Outgoing } from './encoded.ts';
import { frameEvent } from './event-frame.ts';
import type { Log } from './log.ts';
import type { Histories, HistoryEvent } from './store/store.ts';

export interface EventHistoryOptions {
  store: Histories;
  /** Channel of the events. */
  realm: string;
  /** What is kept of each tenant's events. */
  bounds: { events: number; bytes: number };
  log: Log;
}

/** An event with the id under which a reader resumes behind it. */
interface KeptEvent extends Outgoing {
  readonly id: string;
  readonly bytes: number;
}

/**
 * The last events of each tenant, for readers that were away. An id names this run of the server and
 * the event's number in it, so that no two events ever share one, however a run ended.
 */
export class EventHistory {
  readonly #options: EventHistoryOptions;
  readonly #tenants = new Map<string, KeptEvent[]>();
  readonly #run = randomUUID().slice(0, 8);
  #events = 0;

  private constructor(options: EventHistoryOptions) {
    this.#options = options;
  }

  /** Begins with what the store has kept. */
  static async open(options: EventHistoryOptions): Promise<EventHistory> {
    const history = new EventHistory(options);
    for (const [tenant, events] of await options.store.load(options.realm)) {
      history.#tenants.set(tenant, events.map(restore));
    }
    return history;
  }

  /** Keeps an event, and gives it the form that goes out: framed once, however many receive it. */
  add({ name, message, text }: Encoded<object>, tenant: string): Outgoing {
    const event = keep({ id: `${this.#run}-${++this.#events}`, name, text }, message);
    const kept = this.#tenants.get(tenant) ?? [];
    this.#tenants.set(tenant, kept);
    kept.push(event);
    const { bounds, store, realm, log } = this.#options;
    let bytes = kept.reduce((total, one) => total + one.bytes, 0);
    while (kept.length > bounds.events || (bytes > bounds.bytes && kept.length > 1)) bytes -= kept.shift()?.bytes ?? 0;
    store
      .append({ realm, tenant }, { id: event.id, name, text }, kept.length)
      .catch((error) => log.error({ err: error }, 'an event could not be kept'));
    return event;
  }

  /** Forgets all events; the store is told by whoever has it. */
  clear(): void {
    this.#tenants.clear();
  }

  /** What came after an event. After one that is not known, because it is too old or not of ours, everything kept. */
  after(id: string, tenant: string): readonly Outgoing[] {
    const kept = this.#tenants.get(tenant) ?? [];
    return kept.slice(kept.findIndex((event) => event.id === id) + 1);
  }
}

function restore(event: HistoryEvent): KeptEvent {
  return keep(event, JSON.parse(event.text));
}

function keep({ id, name, text }: HistoryEvent, message: object): KeptEvent {
  const frame = { bytes: Buffer.from(frameEvent({ id, data: text })), isBinary: false };
  return { id, name, message, bytes: frame.bytes.length, frame: () => frame };
}
