import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { openDatabase } from './database.ts';
import { GroupCommit } from './group-commit.ts';
import type { PushOptions, QueueBounds, QueuedMessage, QueueKey, Queues, StoredMessage } from './store.ts';

const schema = `
  CREATE TABLE queues (
    id INTEGER PRIMARY KEY,
    realm TEXT NOT NULL,
    tenant TEXT NOT NULL,
    client TEXT NOT NULL,
    user TEXT NOT NULL,
    seen_ms INTEGER NOT NULL,
    expires_ms INTEGER,
    messages INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    UNIQUE (realm, tenant, client)
  );
  CREATE INDEX queues_of_user ON queues (realm, tenant, user, seen_ms);
  CREATE INDEX queues_that_expire ON queues (expires_ms) WHERE expires_ms IS NOT NULL;
  CREATE TABLE queued (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    queue INTEGER NOT NULL REFERENCES queues ON DELETE CASCADE,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    bytes INTEGER NOT NULL
  );
  CREATE INDEX queued_in_order ON queued (queue, position);
`;

const statements = {
  create: `INSERT INTO queues (realm, tenant, client, user, seen_ms) VALUES (?, ?, ?, ?, ?)`,
  forget: `DELETE FROM queues WHERE id IN (
    SELECT id FROM queues WHERE realm = ? AND tenant = ? AND user = ? ORDER BY seen_ms DESC, id DESC LIMIT -1 OFFSET ?)`,
  visit: `UPDATE queues SET seen_ms = max(seen_ms, ?) WHERE realm = ? AND tenant = ? AND client = ? AND user = ?`,
  find: `SELECT id, messages, bytes FROM queues WHERE realm = ? AND tenant = ? AND client = ?`,
  expire: `UPDATE queues SET expires_ms = NULL, messages = 0, bytes = 0 WHERE expires_ms <= ? RETURNING id`,
  empty: `DELETE FROM queued WHERE queue = ?`,
  insert: `INSERT INTO queued (queue, name, text, bytes) VALUES (?, ?, ?, ?)`,
  deleteOldest: `DELETE FROM queued WHERE position = (
    SELECT position FROM queued WHERE queue = ? ORDER BY position LIMIT 1) RETURNING bytes`,
  update: `UPDATE queues SET messages = ?2, bytes = ?3, expires_ms = ?4 WHERE id = ?1`,
  count: `SELECT messages FROM queues WHERE realm = ?1 AND tenant = ?2 AND client = ?3 AND expires_ms > ?4`,
  peek: `SELECT position, name, text, queued.bytes FROM queued JOIN queues ON queues.id = queue
    WHERE realm = ?1 AND tenant = ?2 AND client = ?3 AND expires_ms > ?4 ORDER BY position LIMIT ?5`,
  removeUpTo: `DELETE FROM queued WHERE queue = ? AND position <= ? RETURNING bytes`,
  clear: `DELETE FROM queues`,
  subtract: `UPDATE queues SET messages = messages - ?2, bytes = bytes - ?3 WHERE id = ?1`,
};

export class EmbeddedQueues implements Queues {
  readonly #database: DatabaseSync;
  readonly #writes: GroupCommit;
  readonly #run: { readonly [Name in keyof typeof statements]: StatementSync };

  constructor(directory: string | undefined) {
    const database = openDatabase({ directory, name: 'queues', schema, version: 1, synchronous: 'FULL' });
    this.#database = database;
    this.#writes = new GroupCommit(database);
    const prepared = Object.entries(statements).map(([name, sql]) => [name, database.prepare(sql)]);
    this.#run = Object.fromEntries(prepared);
  }

  create(
    { realm, tenant, clientId }: QueueKey,
    { userId, nowMs, maxOfUser }: { userId: string; nowMs: number; maxOfUser: number },
  ): Promise<void> {
    return this.#writes.add(() => {
      this.#run.create.run(realm, tenant, clientId, userId, nowMs);
      this.#run.forget.run(realm, tenant, userId, maxOfUser);
    });
  }

  visit({ realm, tenant, clientId }: QueueKey, { userId, nowMs }: { userId: string; nowMs: number }): Promise<boolean> {
    return this.#writes.add(() => this.#run.visit.run(nowMs, realm, tenant, clientId, userId).changes === 1);
  }

  push(key: QueueKey, message: StoredMessage, options: PushOptions): Promise<number | undefined> {
    return this.#writes.add(() => this.#push(key, message, options));
  }

  async count({ realm, tenant, clientId }: QueueKey, nowMs: number): Promise<number> {
    this.#writes.flush();
    return Number(this.#run.count.get(realm, tenant, clientId, nowMs)?.messages ?? 0);
  }

  async peek(
    { realm, tenant, clientId }: QueueKey,
    nowMs: number,
    { messages, bytes }: QueueBounds,
  ): Promise<QueuedMessage[]> {
    this.#writes.flush();
    const found: QueuedMessage[] = [];
    let foundBytes = 0;
    // Lazily, so that what does not fit is not read.
    for (const row of this.#run.peek.iterate(realm, tenant, clientId, nowMs, messages)) {
      foundBytes += Number(row.bytes);
      if (found.length > 0 && foundBytes > bytes) break;
      found.push({ position: Number(row.position), name: String(row.name), text: String(row.text) });
    }
    return found;
  }

  remove({ realm, tenant, clientId }: QueueKey, position: number): Promise<void> {
    return this.#writes.add(() => {
      const queue = this.#run.find.get(realm, tenant, clientId);
      if (!queue) return;
      const id = Number(queue.id);
      const removed = this.#run.removeUpTo.all(id, position);
      this.#run.subtract.run(id, removed.length, sumBytes(removed));
    });
  }

  async clear(): Promise<void> {
    await this.#writes.add(() => this.#run.clear.run());
  }

  close(): void {
    this.#writes.flush();
    this.#database.close();
  }

  #push(
    { realm, tenant, clientId }: QueueKey,
    { name, text }: StoredMessage,
    { expiresMs, nowMs, bounds }: PushOptions,
  ): number | undefined {
    for (const expired of this.#run.expire.all(nowMs)) this.#run.empty.run(Number(expired.id));
    const queue = this.#run.find.get(realm, tenant, clientId);
    if (!queue) return undefined;
    const id = Number(queue.id);
    const ownBytes = Buffer.byteLength(text);
    let messages = Number(queue.messages) + 1;
    let bytes = Number(queue.bytes) + ownBytes;
    let dropped = 0;
    for (; messages > bounds.messages || (bytes > bounds.bytes && messages > 1); messages--) {
      bytes -= sumBytes(this.#run.deleteOldest.all(id));
      dropped++;
    }
    this.#run.insert.run(id, name, text, ownBytes);
    this.#run.update.run(id, messages, bytes, expiresMs);
    return dropped;
  }
}

function sumBytes(rows: readonly { bytes?: unknown }[]): number {
  return rows.reduce((total, { bytes }) => total + Number(bytes), 0);
}
