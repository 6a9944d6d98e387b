import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What is stored cannot be opened; the message is one line. */
export class StoreError extends Error {}

export interface DatabaseOptions {
  /** Folder of the file, made when it is missing; without one the database lives in memory. */
  directory: string | undefined;
  /** `queues` becomes `queues.sqlite`. */
  name: string;
  /** The statements that make an empty database; a change of them needs a new `version`. */
  schema: string;
  version: number;
  /** FULL waits for the disk at every commit, NORMAL leaves the last commits to the operating system. */
  synchronous: 'FULL' | 'NORMAL';
}

/**
 * Opens a database for this process alone.
 *
 * @throws StoreError when another process has it, or a version of ours that we do not know made it
 */
export function openDatabase({ directory, name, schema, version, synchronous }: DatabaseOptions): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    if (directory !== undefined) mkdirSync(directory, { recursive: true, mode: 0o700 });
    database = new DatabaseSync(directory === undefined ? ':memory:' : join(directory, `${name}.sqlite`));
    // The lock is taken for good at the first access, so that two servers never share a queue.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL');
    database.exec(`PRAGMA synchronous = ${synchronous}; PRAGMA foreign_keys = ON`);
    prepare(database, schema, version);
    return database;
  } catch (error) {
    database?.close();
    throw new StoreError(`data: ${name}: ${error instanceof Error ? error.message : error}`);
  }
}

function prepare(database: DatabaseSync, schema: string, version: number): void {
  const found = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (found === version) return;
  if (found !== 0) throw new Error(`made by another version of the server (${found}, here ${version})`);
  database.exec(`BEGIN; ${schema}; PRAGMA user_version = ${version}; COMMIT`);
}
