import { randomUUID } from 'node:crypto';
import type { Encoded, Outgoing } from './encoded.ts';
import { frameEvent } from './event-frame.ts';
import type { Frame } from './frame.ts';
import type { Log } from './log.ts';
import type { Histories, HistoryEvent } from './store/store.ts';

export interface EventHistoryOptions {
  /** Where they outlive the process, if they do. */
  store: Histories | undefined;
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

/** The last events of one tenant, and their size. */
class Kept {
  readonly events: KeptEvent[];
  #bytes: number;

  constructor(events: KeptEvent[]) {
    this.events = events;
    this.#bytes = events.reduce((total, { bytes }) => total + bytes, 0);
  }

  /**
   * The newest is kept whatever its size.
   *
   * @returns how many of the oldest had to go
   */
  add(event: KeptEvent, bounds: EventHistoryOptions['bounds']): number {
    this.events.push(event);
    this.#bytes += event.bytes;
    let gone = 0;
    for (; this.events.length > bounds.events || (this.#bytes > bounds.bytes && this.events.length > 1); gone++)
      this.#bytes -= this.events.shift()?.bytes ?? 0;
    return gone;
  }
}

/**
 * The last events of each tenant, for readers that were away. An id names this run of the server and
 * the event's number in it, so that no two events ever share one, however a run ended.
 */
export class EventHistory {
  readonly #options: EventHistoryOptions;
  readonly #tenants = new Map<string, Kept>();
  readonly #run = randomUUID().slice(0, 8);
  #events = 0;

  private constructor(options: EventHistoryOptions) {
    this.#options = options;
  }

  /** Begins with what the store has kept. */
  static async open(options: EventHistoryOptions): Promise<EventHistory> {
    const history = new EventHistory(options);
    for (const [tenant, events] of (await options.store?.load(options.realm)) ?? []) {
      history.#tenants.set(tenant, new Kept(events.map(restore)));
    }
    return history;
  }

  /** Keeps an event, and gives it the form that goes out: framed once, however many receive it. */
  add({ name, message, text }: Encoded<object>, tenant: string): Outgoing {
    const event = keep({ id: `${this.#run}-${++this.#events}`, name, text }, message);
    const kept = this.#tenants.get(tenant) ?? new Kept([]);
    this.#tenants.set(tenant, kept);
    const { bounds, store, realm, log } = this.#options;
    const forgotten = kept.add(event, bounds);
    store
      ?.append({ realm, tenant }, { id: event.id, name, text }, forgotten)
      .catch((error) => log.error({ err: error }, 'an event could not be kept'));
    return event;
  }

  /** Forgets all events; the store is told by whoever has it. */
  clear(): void {
    this.#tenants.clear();
  }

  /** What came after an event. After one that is not known, because it is too old or not of ours, everything kept. */
  after(id: string, tenant: string): readonly Outgoing[] {
    const kept = this.#tenants.get(tenant)?.events ?? [];
    return kept.slice(kept.findIndex((event) => event.id === id) + 1);
  }
}

function restore(event: HistoryEvent): KeptEvent {
  return keep(event, JSON.parse(event.text));
}

function keep({ id, name, text }: HistoryEvent, message: object): KeptEvent {
  const framed = frameEvent({ id, data: text });
  let frame: Frame | undefined;
  // Nobody may be there to read it.
  const frameOnce = (): Frame => {
    frame ??= { bytes: Buffer.from(framed), isBinary: false };
    return frame;
  };
  return { id, name, message, bytes: Buffer.byteLength(framed), frame: frameOnce };
}
