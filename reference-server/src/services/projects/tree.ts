import type { ChangedFile } from './change.ts';
import { childPath, isBelow } from './project-path.ts';
import type { FileState, Root } from './root.ts';
import { maxDiffBytes } from './unified-diff.ts';
import type { Watches } from './watches.ts';

/** Bounds of a project; what is beyond is not seen. A list of that many changes still fits a message. */
export const maxFiles = 10_000;
const maxDirectories = 5000;
/** Texts that are kept for diffs, bytes on disk, over the project; files beyond have changes without diff. */
const maxKeptBytes = 64 * 1024 * 1024;
const readsAtOnce = 16;

/** A change with both states, the texts as far as they were kept. */
export interface Difference extends ChangedFile {
  before: FileState | undefined;
  after: FileState | undefined;
}

export interface Look {
  differences: Difference[];
  /** Files that were being replaced, to be looked at again. */
  busy: string[];
}

/** The files of a project as they were when they were last looked at. */
export class Tree {
  readonly files = new Map<string, FileState>();
  readonly #root: Root;
  readonly #watches: Watches;
  #keptBytes = 0;
  /** Whether files were left out. */
  isCut = false;

  constructor(root: Root, watches: Watches) {
    this.#root = root;
    this.#watches = watches;
  }

  /**
   * Looks at paths, at directories with all that is below, and says what is other than before: each
   * file once, in the order of the paths. Must not be called while another look is on.
   */
  async look(paths: Iterable<string>): Promise<Look> {
    const before = new Map<string, FileState | undefined>();
    const reads = await this.#sort([...paths], before);
    const busy: string[] = [];
    for (let at = 0; at < reads.length; at += readsAtOnce) {
      const some = reads.slice(at, at + readsAtOnce);
      const states = await Promise.all(some.map((path) => this.#root.read(path, this.files.get(path))));
      for (const [index, path] of some.entries()) {
        const state = states[index];
        if (state === 'busy') busy.push(path);
        else this.#set(path, state);
      }
    }
    return { differences: [...before].flatMap(([path, state]) => this.#difference(path, state)), busy };
  }

  /** Enters directories, forgets what is gone, and gives the files that must be read, each once. */
  async #sort(paths: string[], before: Map<string, FileState | undefined>): Promise<string[]> {
    const seen = new Set<string>();
    const reads: string[] = [];
    const touch = (path: string): void => {
      if (!before.has(path)) before.set(path, this.files.get(path));
    };
    const forgetBelow = (directory: string): void => {
      for (const path of this.files.keys()) if (isBelow(path, directory)) this.#forget(path, touch);
      this.#watches.remove(directory);
    };
    // Grows while it is walked.
    for (const path of paths) {
      if (seen.has(path)) continue;
      seen.add(path);
      const kind = await this.#root.kindOf(path);
      if (kind !== 'directory' && (path === '' || this.#watches.has(path))) forgetBelow(path);
      if (kind === 'file') {
        touch(path);
        reads.push(path);
        continue;
      }
      this.#forget(path, touch);
      if (kind === 'directory') for (const below of await this.#enter(path)) paths.push(below);
    }
    return reads;
  }

  /**
   * Watches a directory first and lists it then, so that nothing falls between. One that is known is
   * watched anew: another may have taken its place, and the system's watch stays with the old one.
   */
  async #enter(directory: string): Promise<string[]> {
    const isKnown = this.#watches.has(directory);
    if (!isKnown && this.#watches.size >= maxDirectories) {
      this.isCut = true;
      return [];
    }
    this.#watches.add(directory);
    const names = await this.#root.list(directory);
    const listed = names.map((name) => childPath(directory, name));
    if (!isKnown) return listed;
    const known = [...this.#watches.paths(), ...this.files.keys()];
    return [...listed, ...known.filter((path) => path !== directory && isBelow(path, directory))];
  }

  #forget(path: string, touch: (path: string) => void): void {
    if (!this.files.has(path)) return;
    touch(path);
    this.#set(path, undefined);
  }

  #set(path: string, state: FileState | undefined): void {
    const known = this.files.get(path);
    if (known === state) return;
    if (known?.text !== undefined) this.#keptBytes -= known.sizeBytes;
    if (!state) {
      this.files.delete(path);
    } else if (!known && this.files.size >= maxFiles) {
      this.isCut = true;
    } else {
      this.files.set(path, this.#kept(state));
    }
  }

  /** The state with its text where there is room for it. */
  #kept(state: FileState): FileState {
    const { text, ...rest } = state;
    if (text === undefined) return state;
    if (state.sizeBytes > maxDiffBytes || this.#keptBytes + state.sizeBytes > maxKeptBytes) return rest;
    this.#keptBytes += state.sizeBytes;
    return state;
  }

  #difference(filePath: string, before: FileState | undefined): Difference[] {
    const after = this.files.get(filePath);
    if (before && after) {
      const isSame =
        before.digest === '' || after.digest === '' ? before.stamp === after.stamp : before.digest === after.digest;
      return isSame ? [] : [{ filePath, changeType: 'modified', before, after }];
    }
    if (after) return [{ filePath, changeType: 'created', before, after }];
    return before ? [{ filePath, changeType: 'deleted', before, after }] : [];
  }
}
