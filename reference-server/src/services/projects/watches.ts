import { type FSWatcher, watch } from 'node:fs';
import { basename } from 'node:path';
import { childPath, isBelow, isIgnored } from './project-path.ts';
import type { Root } from './root.ts';

/**
 * One watcher of the operating system for each directory. They give hints at what to look at, in
 * order, and no more: what happened is learnt by looking.
 *
 * Neither a recursive `fs.watch` nor chokidar: measured on Linux with Node 22, the first is deaf to a
 * file once it was saved by rename, and both take a watch for each file (683 for a tree of 82
 * directories, where this takes 82).
 */
export class Watches {
  readonly #watchers = new Map<string, FSWatcher | undefined>();
  readonly #root: Root;
  readonly #hint: (path: string) => void;

  constructor(root: Root, hint: (path: string) => void) {
    this.#root = root;
    this.#hint = hint;
  }

  get size(): number {
    return this.#watchers.size;
  }

  /** Whether the system refused a watcher, so that somebody has to look from time to time. */
  get isBlind(): boolean {
    return [...this.#watchers.values()].includes(undefined);
  }

  paths(): string[] {
    return [...this.#watchers.keys()];
  }

  has(directory: string): boolean {
    return this.#watchers.has(directory);
  }

  /** Watches the directory that is under a path now. */
  add(directory: string): void {
    this.#watchers.get(directory)?.close();
    this.#watchers.set(directory, this.#watch(directory));
  }

  /** Stops watching a directory and all below it. */
  remove(directory: string): void {
    for (const [path, watcher] of this.#watchers) {
      if (path !== directory && !isBelow(path, directory)) continue;
      watcher?.close();
      this.#watchers.delete(path);
    }
  }

  #watch(directory: string): FSWatcher | undefined {
    const full = this.#root.fullPath(directory);
    try {
      const watcher = watch(full, { persistent: false });
      const self = basename(full);
      watcher.on('change', (_, name) => {
        // The end of the directory itself comes under its own name.
        if (name === null || name === self) this.#hint(directory);
        if (typeof name === 'string' && !isIgnored(name)) this.#hint(childPath(directory, name));
      });
      watcher.on('error', () => this.#hint(directory));
      return watcher;
    } catch {
      return undefined;
    }
  }
}
