/**
 * What outlives a connection, and with `--data` the process. A port: services know these interfaces,
 * and every adapter passes the cases in `test/store-cases.ts`.
 */
export interface Store {
  readonly queues: Queues;
  /** Nothing where nothing outlives the process: who has a history keeps it himself, and reads it at the start only. */
  readonly histories: Histories | undefined;
  readonly memories: Memories;
  /** Forgets everything. */
  clear(): Promise<void>;
  /** Finishes what was begun; nothing is called afterwards. */
  close(): Promise<void>;
}

/** One client as publishers name it. */
export interface QueueKey {
  /** An opaque word; nothing crosses from one realm to another. */
  realm: string;
  tenant: string;
  clientId: string;
}

/** A message in its final form. */
export interface StoredMessage {
  /** Name on the wire. */
  name: string;
  /** The JSON that is sent. */
  text: string;
}

export interface QueuedMessage extends StoredMessage {
  /** Place in its queue; later messages have higher ones, and none is used twice. */
  position: number;
}

/** What a queue holds at most; the oldest make room. */
export interface QueueBounds {
  messages: number;
  /** UTF-8 bytes of all texts together. One message is always kept. */
  bytes: number;
}

export interface PushOptions {
  /** When all that waits in the queue expires, this message and those before it; milliseconds since the epoch. */
  expiresMs: number;
  nowMs: number;
  bounds: QueueBounds;
}

/**
 * Messages for clients that are away, one queue for each. A promise is fulfilled when its change
 * survives the death of the process, and with `--data` the loss of power.
 */
export interface Queues {
  /** Makes an empty queue. Of more than `maxOfUser` queues of its owner, those unseen longest are forgotten. */
  create(key: QueueKey, owner: { userId: string; nowMs: number; maxOfUser: number }): Promise<void>;
  /** Whether there is such a queue and it is this user's; counts as a sign of life then. */
  visit(key: QueueKey, visitor: { userId: string; nowMs: number }): Promise<boolean>;
  /** @returns how many messages made room; nothing, and nothing is kept, when there is no such queue */
  push(key: QueueKey, message: StoredMessage, options: PushOptions): Promise<number | undefined>;
  count(key: QueueKey, nowMs: number): Promise<number>;
  /** The oldest messages, in order, as many as fit. */
  peek(key: QueueKey, nowMs: number, bounds: QueueBounds): Promise<QueuedMessage[]>;
  /** Takes out everything up to and including a position. */
  remove(key: QueueKey, position: number): Promise<void>;
  /** Forgets all queues. */
  clear(): Promise<void>;
}

/** One stream of events: those of a tenant on a channel. */
export interface HistoryKey {
  /** An opaque word, as in `QueueKey`. */
  realm: string;
  tenant: string;
}

export interface HistoryEvent extends StoredMessage {
  /** Opaque, different for every event. */
  id: string;
}

/** The last events of streams. No acknowledgement depends on them; a loss of power may cost the latest. */
export interface Histories {
  /** Everything kept of a realm, by tenant, oldest first. */
  load(realm: string): Promise<Map<string, HistoryEvent[]>>;
  /** Adds an event, and forgets so many of the oldest of its stream. */
  append(key: HistoryKey, event: HistoryEvent, forgotten: number): Promise<void>;
  /** Forgets all streams. */
  clear(): Promise<void>;
}

/** What a memory is about: an agent, a channel or a relationship, inside one tenant. */
export interface MemoryTarget {
  scope: string;
  targetId: string;
}

export interface StoredMemory {
  key: string;
  /** JSON. */
  value: string;
  /** JSON. */
  metadata: string | undefined;
  updatedMs: number;
}

/** Writes an entry, whether it exists or not. */
export interface MemoryPut extends MemoryTarget, StoredMemory {
  kind: 'put';
  /** Kept when the process ends; the others are not, with or without `--data`. */
  isPersistent: boolean;
  /** Gone from then on, milliseconds since the epoch; never when absent. */
  expiresMs: number | undefined;
}

/** Removes an entry, or all of the target. */
export interface MemoryRemoval extends MemoryTarget {
  kind: 'remove';
  key: string | undefined;
}

export type MemoryChange = MemoryPut | MemoryRemoval;

/** What memory holds at most; what goes beyond is refused. */
export interface MemoryBounds {
  /** Entries of one target. */
  entries: number;
  /** Bytes of one target: 128 for each entry, and the UTF-8 of its target, key, value and metadata. */
  bytes: number;
  /** Bytes of one tenant, counted in the same way. */
  tenantBytes: number;
}

/** `news`: indices of the puts that wrote a value which was not there. */
export type MemoryReceipt = { exceeded: keyof MemoryBounds } | { news: number[] };

/** Entries by tenant, target and key. Durable as queues are. */
export interface Memories {
  /** Makes all changes, in their order, or none when that would go beyond a bound. */
  change(
    tenant: string,
    changes: readonly MemoryChange[],
    options: { nowMs: number; bounds: MemoryBounds },
  ): Promise<MemoryReceipt>;
  /** One entry at most, or all of the target; ordered by key. */
  read(tenant: string, target: MemoryTarget & { key: string | undefined }, nowMs: number): Promise<StoredMemory[]>;
  /** Forgets all entries. */
  clear(): Promise<void>;
}
