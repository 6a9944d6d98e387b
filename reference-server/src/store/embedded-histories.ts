import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { openDatabase } from './database.ts';
import { GroupCommit } from './group-commit.ts';
import type { Histories, HistoryEvent, HistoryKey } from './store.ts';

const schema = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    realm TEXT NOT NULL,
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL
  );
  CREATE INDEX events_of_stream ON events (realm, tenant, position);
`;

export class EmbeddedHistories implements Histories {
  readonly #database: DatabaseSync;
  readonly #writes: GroupCommit;
  readonly #insert: StatementSync;
  readonly #forgetOldest: StatementSync;
  readonly #select: StatementSync;

  constructor(directory: string) {
    const database = openDatabase({ directory, name: 'histories', schema, version: 1, synchronous: 'NORMAL' });
    this.#database = database;
    this.#writes = new GroupCommit(database);
    this.#insert = database.prepare('INSERT INTO events (realm, tenant, id, name, text) VALUES (?, ?, ?, ?, ?)');
    // One by one: SQLite would prepare a statement anew whose limit is a parameter, each time that it is run.
    this.#forgetOldest = database.prepare(
      `DELETE FROM events WHERE position = (
         SELECT position FROM events WHERE realm = ? AND tenant = ? ORDER BY position LIMIT 1)`,
    );
    this.#select = database.prepare('SELECT tenant, id, name, text FROM events WHERE realm = ? ORDER BY position');
  }

  async load(realm: string): Promise<Map<string, HistoryEvent[]>> {
    this.#writes.flush();
    const streams = new Map<string, HistoryEvent[]>();
    for (const row of this.#select.all(realm)) {
      const tenant = String(row.tenant);
      const events = streams.get(tenant) ?? [];
      streams.set(tenant, events);
      events.push({ id: String(row.id), name: String(row.name), text: String(row.text) });
    }
    return streams;
  }

  append({ realm, tenant }: HistoryKey, { id, name, text }: HistoryEvent, forgotten: number): Promise<void> {
    return this.#writes.add(() => {
      this.#insert.run(realm, tenant, id, name, text);
      for (let gone = 0; gone < forgotten; gone++) this.#forgetOldest.run(realm, tenant);
    });
  }

  async clear(): Promise<void> {
    await this.#writes.add(() => this.#database.exec('DELETE FROM events'));
  }

  close(): void {
    this.#writes.flush();
    this.#database.close();
  }
}
