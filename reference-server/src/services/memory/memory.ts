import type { Clock } from '../../clock.ts';
import { ProtocolError } from '../../errors.ts';
import type { Memories, MemoryBounds, MemoryChange, MemoryTarget } from '../../store/store.ts';
import type { DomainEventFeed } from '../domain-events.ts';
import { itemId } from '../source-memory.ts';
import { expiryOf } from './expiry.ts';

/** What a client says of an entry besides its value; kept with all else that it says. */
export interface MemoryMetadata {
  /** Whether the entry outlives the process. */
  persistent?: boolean;
  /** A time as `expiryOf` reads it; one in the past removes the entry. */
  expiresAt?: string;
}

export interface MemoryEntry {
  key: string;
  /** Any JSON value. */
  value: unknown;
  /** As it was given. */
  metadata?: Record<string, unknown>;
  updatedMs: number;
}

/** Creates or replaces an entry. */
export interface MemoryWrite extends MemoryTarget {
  kind: 'write';
  key: string;
  value: unknown;
  metadata?: MemoryMetadata | undefined;
}

/** Removes an entry, or without a key all entries of the target. */
export interface MemoryDeletion extends MemoryTarget {
  kind: 'delete';
  key?: string | undefined;
}

export type MemoryOperation = MemoryWrite | MemoryDeletion;

/** How a bound reads that was exceeded. */
const exceeded: Record<keyof MemoryBounds, string> = {
  entries: 'entries of one target',
  bytes: 'bytes of one target',
  tenantBytes: 'bytes of all memory together',
};

/**
 * What agents remember, of agents, channels and relationships. Everybody of the tenant has access:
 * the protocol names nobody who has less (MXF-B41).
 */
export class Memory {
  readonly #memories: Memories;
  readonly #events: DomainEventFeed;
  readonly #clock: Clock;

  constructor({ memories, events, clock }: { memories: Memories; events: DomainEventFeed; clock: Clock }) {
    this.#memories = memories;
    this.#events = events;
    this.#clock = clock;
  }

  /**
   * The entry of that key, if there is one, or all of the target; ordered by key. What has expired is not among
   * them.
   */
  async read(
    tenant: string,
    { scope, targetId, key }: MemoryTarget & { key?: string | undefined },
  ): Promise<MemoryEntry[]> {
    const found = await this.#memories.read(tenant, { scope, targetId, key }, this.#clock.now());
    return found.map(({ key, value, metadata, updatedMs }) => ({
      key,
      value: JSON.parse(value),
      ...(metadata !== undefined && { metadata: JSON.parse(metadata) }),
      updatedMs,
    }));
  }

  /**
   * Applies all operations in their order, or none. Once it is fulfilled, what is persistent survives.
   *
   * @throws ProtocolError INVALID_REQUEST for a write without value or with an expiry that is no time,
   *   LIMIT_EXCEEDED beyond the bounds
   */
  async apply(tenant: string, operations: readonly MemoryOperation[], bounds: MemoryBounds): Promise<void> {
    const nowMs = this.#clock.now();
    const changes = operations.map((operation, index) => changeOf(operation, index, nowMs));
    const receipt = await this.#memories.change(tenant, changes, { nowMs, bounds });
    if ('exceeded' in receipt) {
      const { exceeded: bound } = receipt;
      throw new ProtocolError('LIMIT_EXCEEDED', {
        details: `memory holds at most ${bounds[bound]} ${exceeded[bound]}`,
      });
    }
    const ids = newItems(changes, receipt.news, nowMs);
    if (ids.length > 0) this.#events.tell('memoryWritten', { ids }, tenant);
  }
}

function changeOf(operation: MemoryOperation, index: number, nowMs: number): MemoryChange {
  const { scope, targetId, key } = operation;
  if (operation.kind === 'delete') return { kind: 'remove', scope, targetId, key };
  const { value, metadata } = operation;
  if (value === undefined) throw new ProtocolError('INVALID_REQUEST', { details: `operation ${index} has no value` });
  return {
    kind: 'put',
    scope,
    targetId,
    key: operation.key,
    value: JSON.stringify(value),
    metadata: metadata && JSON.stringify(metadata),
    isPersistent: metadata?.persistent !== false,
    expiresMs: expiryOf(metadata?.expiresAt),
    updatedMs: nowMs,
  };
}

/** The new values that are still there when all is done. */
function newItems(changes: readonly MemoryChange[], news: readonly number[], nowMs: number): string[] {
  const items = new Map<string, string>();
  const isNew = new Set(news);
  for (const [index, change] of changes.entries()) {
    const name = JSON.stringify([change.scope, change.targetId, change.key]);
    const isGone = change.kind === 'remove' || (change.expiresMs ?? Infinity) <= nowMs;
    if (isGone) items.delete(name);
    else if (isNew.has(index)) items.set(name, itemId(name, change.value));
  }
  return [...items.values()];
}
