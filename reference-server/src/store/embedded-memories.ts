import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { openDatabase } from './database.ts';
import { GroupCommit } from './group-commit.ts';
import type {
  Memories,
  MemoryBounds,
  MemoryChange,
  MemoryPut,
  MemoryReceipt,
  MemoryRemoval,
  MemoryTarget,
  StoredMemory,
} from './store.ts';

/** `main` may be a file and keeps what is persistent; `volatile` never leaves the process. */
const databases = ['main', 'volatile'] as const;

/**
 * Targets and keys are JSON, since SQLite's text takes neither a NUL nor half a surrogate pair. The
 * usage of a target stands beside that of its tenant, whose target is the empty word.
 */
const schemaOf = (database: (typeof databases)[number]): string => `
  CREATE TABLE ${database}.entries (
    tenant TEXT NOT NULL,
    target TEXT NOT NULL,
    key TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    expires_ms INTEGER,
    metadata TEXT,
    value TEXT NOT NULL,
    PRIMARY KEY (tenant, target, key)
  );
  CREATE INDEX ${database}.entries_that_expire ON entries (expires_ms) WHERE expires_ms IS NOT NULL;
  CREATE TABLE ${database}.usage (
    tenant TEXT NOT NULL,
    target TEXT NOT NULL,
    entries INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (tenant, target)
  ) WITHOUT ROWID;
  CREATE TRIGGER ${database}.count_in AFTER INSERT ON entries BEGIN
    INSERT INTO usage VALUES (new.tenant, new.target, 1, new.bytes), (new.tenant, '', 1, new.bytes)
      ON CONFLICT DO UPDATE SET entries = entries + 1, bytes = bytes + excluded.bytes;
  END;
  CREATE TRIGGER ${database}.count_out AFTER DELETE ON entries BEGIN
    UPDATE usage SET entries = entries - 1, bytes = bytes - old.bytes
      WHERE tenant = old.tenant AND target IN (old.target, '');
    DELETE FROM usage WHERE tenant = old.tenant AND target IN (old.target, '') AND entries = 0;
  END;
`;

const either = (query: (database: string) => string): string => databases.map(query).join(' UNION ALL ');

const read = either(
  (database) => `SELECT key, value, metadata, updated_ms FROM ${database}.entries
    WHERE tenant = ?1 AND target = ?2 AND ifnull(key = ?3, TRUE) AND ifnull(expires_ms > ?4, TRUE)`,
);
const usage = either((database) => `SELECT entries, bytes FROM ${database}.usage WHERE tenant = ?1 AND target = ?2`);

/** What an entry costs besides its texts. */
const entryBytes = 128;

interface Statements {
  insert: StatementSync;
  remove: StatementSync;
  removeAll: StatementSync;
  expire: StatementSync;
  clear: StatementSync;
}

export class EmbeddedMemories implements Memories {
  readonly #database: DatabaseSync;
  readonly #writes: GroupCommit;
  readonly #persistent: Statements;
  readonly #volatile: Statements;
  readonly #read: StatementSync;
  readonly #usage: StatementSync;

  constructor(directory: string | undefined) {
    const schema = schemaOf('main');
    const database = openDatabase({ directory, name: 'memories', schema, version: 1, synchronous: 'FULL' });
    database.exec(`ATTACH ':memory:' AS volatile; ${schemaOf('volatile')}`);
    this.#database = database;
    this.#writes = new GroupCommit(database);
    this.#persistent = prepare(database, 'main');
    this.#volatile = prepare(database, 'volatile');
    this.#read = database.prepare(`${read} ORDER BY key`);
    this.#usage = database.prepare(
      `SELECT ifnull(sum(entries), 0) AS entries, ifnull(sum(bytes), 0) AS bytes FROM (${usage})`,
    );
  }

  change(
    tenant: string,
    changes: readonly MemoryChange[],
    { nowMs, bounds }: { nowMs: number; bounds: MemoryBounds },
  ): Promise<MemoryReceipt> {
    return this.#writes.add(() => {
      for (const { expire } of this.#both()) expire.run(nowMs);
      // The transaction is shared with others, whom a refusal must not touch.
      this.#database.exec('SAVEPOINT changes');
      const news = changes.flatMap((change, index) => (this.#make(tenant, change) ? [index] : []));
      const exceeded = this.#exceeded(tenant, changes, bounds);
      if (exceeded) this.#database.exec('ROLLBACK TO changes');
      this.#database.exec('RELEASE changes');
      return exceeded ? { exceeded } : { news };
    });
  }

  async read(
    tenant: string,
    { key, ...target }: MemoryTarget & { key: string | undefined },
    nowMs: number,
  ): Promise<StoredMemory[]> {
    this.#writes.flush();
    const rows = this.#read.all(tenant, nameOf(target), key === undefined ? null : JSON.stringify(key), nowMs);
    return rows.map((row) => ({
      key: JSON.parse(String(row.key)),
      value: String(row.value),
      metadata: row.metadata === null ? undefined : String(row.metadata),
      updatedMs: Number(row.updated_ms),
    }));
  }

  async clear(): Promise<void> {
    await this.#writes.add(() => {
      for (const { clear } of this.#both()) clear.run();
    });
  }

  close(): void {
    this.#writes.flush();
    this.#database.close();
  }

  #both(): Statements[] {
    return [this.#persistent, this.#volatile];
  }

  /** @returns whether a value was written that was not there */
  #make(tenant: string, change: MemoryChange): boolean {
    if (change.kind === 'put') return this.#put(tenant, change);
    this.#remove(tenant, change);
    return false;
  }

  #put(tenant: string, put: MemoryPut): boolean {
    const target = nameOf(put);
    const key = JSON.stringify(put.key);
    const { value, metadata = null, updatedMs, expiresMs = null } = put;
    const bytes =
      entryBytes + [target, key, value, metadata ?? ''].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    const before = this.#both().map(({ remove }) => remove.get(tenant, target, key)?.value);
    const { insert } = put.isPersistent ? this.#persistent : this.#volatile;
    insert.run(tenant, target, key, bytes, updatedMs, expiresMs, metadata, value);
    return !before.includes(value);
  }

  #remove(tenant: string, { key, ...target }: MemoryRemoval): void {
    for (const { remove, removeAll } of this.#both()) {
      if (key === undefined) removeAll.run(tenant, nameOf(target));
      else remove.run(tenant, nameOf(target), JSON.stringify(key));
    }
  }

  #exceeded(tenant: string, changes: readonly MemoryChange[], bounds: MemoryBounds): keyof MemoryBounds | undefined {
    const targets = new Set(changes.filter(({ kind }) => kind === 'put').map(nameOf));
    if (targets.size === 0) return undefined;
    for (const target of targets) {
      const { entries, bytes } = this.#usageOf(tenant, target);
      if (entries > bounds.entries) return 'entries';
      if (bytes > bounds.bytes) return 'bytes';
    }
    return this.#usageOf(tenant, '').bytes > bounds.tenantBytes ? 'tenantBytes' : undefined;
  }

  #usageOf(tenant: string, target: string): { entries: number; bytes: number } {
    const row = this.#usage.get(tenant, target);
    return { entries: Number(row?.entries), bytes: Number(row?.bytes) };
  }
}

function prepare(database: DatabaseSync, name: (typeof databases)[number]): Statements {
  return {
    insert: database.prepare(`INSERT INTO ${name}.entries
      (tenant, target, key, bytes, updated_ms, expires_ms, metadata, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`),
    remove: database.prepare(`DELETE FROM ${name}.entries WHERE tenant = ? AND target = ? AND key = ? RETURNING value`),
    removeAll: database.prepare(`DELETE FROM ${name}.entries WHERE tenant = ? AND target = ?`),
    expire: database.prepare(`DELETE FROM ${name}.entries WHERE expires_ms <= ?`),
    clear: database.prepare(`DELETE FROM ${name}.entries`),
  };
}

function nameOf({ scope, targetId }: MemoryTarget): string {
  return JSON.stringify([scope, targetId]);
}
