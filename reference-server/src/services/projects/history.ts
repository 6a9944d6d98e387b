import type { ChangedFile, ChangeType } from './change.ts';

/** Changes that are remembered; a client that is further behind starts anew. */
const maxChanges = 10_000;

/** What became of a file that was first `from` and at last `to`; undefined when it is as if nothing had been. */
const folded: Record<ChangeType, Record<ChangeType, ChangeType | undefined>> = {
  created: { created: 'created', modified: 'created', deleted: undefined },
  modified: { created: 'modified', modified: 'modified', deleted: 'deleted' },
  deleted: { created: 'modified', modified: 'modified', deleted: 'deleted' },
};

/** The last changes of a project by version. */
export class History {
  readonly #batches: { version: number; changes: readonly ChangedFile[] }[] = [];
  #size = 0;
  /** The oldest version from which the way to now is known. */
  #since: number;

  constructor(version: number) {
    this.#since = version;
  }

  add(version: number, changes: readonly ChangedFile[]): void {
    this.#batches.push({ version, changes });
    this.#size += changes.length;
    while (this.#size > maxChanges) {
      const oldest = this.#batches.shift();
      if (!oldest) return;
      this.#size -= oldest.changes.length;
      this.#since = oldest.version;
    }
  }

  /** What changed after a version, each file once, or undefined when that is no longer known. */
  after(version: number): ChangedFile[] | undefined {
    if (version < this.#since) return undefined;
    const ways = new Map<string, { first: ChangeType; last: ChangeType }>();
    for (const batch of this.#batches) {
      if (batch.version <= version) continue;
      for (const { filePath, changeType } of batch.changes) {
        ways.set(filePath, { first: ways.get(filePath)?.first ?? changeType, last: changeType });
      }
    }
    return [...ways].flatMap(([filePath, { first, last }]) => {
      const changeType = folded[first][last];
      return changeType ? [{ filePath, changeType }] : [];
    });
  }
}
