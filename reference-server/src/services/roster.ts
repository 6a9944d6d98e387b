import { ProtocolError } from '../errors.ts';

/** What one tenant may have. */
export interface RosterBounds {
  entries: number;
  /** Of one entry with its id, as JSON. */
  entryBytes: number;
  /** Of all entries. */
  tenantBytes: number;
  /** Longest id, and longest name, characters. */
  nameLength: number;
}

export interface RosterOptions<Entry> {
  /** What is in it, in words: `agents`. */
  what: string;
  bounds: RosterBounds;
  /** What of an entry takes memory for as long as its owner likes. */
  weigh(entry: Entry): object;
  /** Whether somebody holds an entry, so that it makes no room for others. */
  isHeld(entry: Entry): boolean;
}

interface Weighed<Entry> {
  entry: Entry;
  bytes: number;
}

interface Tenant<Entry> {
  entries: Map<string, Weighed<Entry>>;
  bytes: number;
}

/**
 * What there is of a kind in each tenant, by ids that clients choose. Those that nobody holds make room, the
 * oldest first.
 */
export class Roster<Entry extends { name?: string }> {
  readonly #options: RosterOptions<Entry>;
  readonly #tenants = new Map<string, Tenant<Entry>>();

  constructor(options: RosterOptions<Entry>) {
    this.#options = options;
  }

  get(tenant: string, id: string): Entry | undefined {
    return this.#tenants.get(tenant)?.entries.get(id)?.entry;
  }

  /**
   * Puts an entry in the place of the one before it, as the newest.
   *
   * @throws ProtocolError LIMIT_EXCEEDED when it is too large, or there is no room; nothing has changed then
   */
  put(tenant: string, id: string, entry: Entry): Entry {
    const { weigh, what, bounds } = this.#options;
    const { entryBytes, nameLength } = bounds;
    if (Math.max(id.length, entry.name?.length ?? 0) > nameLength) {
      throw exceeded(`ids and names of ${what} have at most ${nameLength} characters`);
    }
    const bytes = Buffer.byteLength(JSON.stringify([id, weigh(entry)]));
    if (bytes > entryBytes) throw exceeded(`of one of the ${what}: at most ${entryBytes} bytes`);
    const kept = this.#tenants.get(tenant) ?? { entries: new Map<string, Weighed<Entry>>(), bytes: 0 };
    this.#makeRoom(kept, id, bytes);
    remove(kept, id);
    kept.entries.set(id, { entry, bytes });
    kept.bytes += bytes;
    this.#tenants.set(tenant, kept);
    return entry;
  }

  /** Forgets all. */
  clear(): void {
    this.#tenants.clear();
  }

  #makeRoom(kept: Tenant<Entry>, id: string, bytes: number): void {
    const { isHeld, bounds, what } = this.#options;
    const former = kept.entries.get(id);
    const more = bytes - (former?.bytes ?? 0);
    let tooMany = kept.entries.size + (former ? 0 : 1) - bounds.entries;
    let tooHeavy = kept.bytes + more - bounds.tenantBytes;
    if (tooMany <= 0 && tooHeavy <= 0) return;
    const leaving: string[] = [];
    for (const [other, weighed] of kept.entries) {
      if (other === id || isHeld(weighed.entry)) continue;
      leaving.push(other);
      tooMany--;
      tooHeavy -= weighed.bytes;
      if (tooMany > 0 || tooHeavy > 0) continue;
      for (const one of leaving) remove(kept, one);
      return;
    }
    throw exceeded(`a tenant has at most ${bounds.entries} ${what}, of ${bounds.tenantBytes} bytes in all`);
  }
}

function exceeded(details: string): ProtocolError {
  return new ProtocolError('LIMIT_EXCEEDED', { details });
}

function remove<Entry>(kept: Tenant<Entry>, id: string): void {
  kept.bytes -= kept.entries.get(id)?.bytes ?? 0;
  kept.entries.delete(id);
}
