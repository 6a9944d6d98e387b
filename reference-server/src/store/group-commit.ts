import type { DatabaseSync, StatementSync } from 'node:sqlite';

interface Write {
  run(): void;
  settle(error?: unknown): void;
}

/** Makes the writes of one turn of the event loop one transaction, since every commit waits for the disk. */
export class GroupCommit {
  readonly #database: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #end: StatementSync;
  #waiting: Write[] = [];

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#end = database.prepare('COMMIT');
  }

  /** @returns the result of `write` once it is committed; fails with the whole transaction */
  add<Result>(write: () => Result): Promise<Result> {
    if (this.#waiting.length === 0) setImmediate(() => this.flush());
    return new Promise((resolve, reject) => {
      let result: Result;
      this.#waiting.push({
        run: () => {
          result = write();
        },
        settle: (error) => (error === undefined ? resolve(result) : reject(error)),
      });
    });
  }

  /** Commits what waits, so that a read which follows sees it. */
  flush(): void {
    const writes = this.#waiting;
    if (writes.length === 0) return;
    this.#waiting = [];
    let failure: unknown;
    try {
      this.#commit(writes);
    } catch (error) {
      failure = error;
    }
    for (const write of writes) write.settle(failure);
  }

  #commit(writes: readonly Write[]): void {
    this.#begin.run();
    try {
      for (const write of writes) write.run();
      this.#end.run();
    } catch (error) {
      // A full disk may have ended the transaction already.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}
