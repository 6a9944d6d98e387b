import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { constants, type FileHandle, lstat, open, readdir, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { isIgnored } from './project-path.ts';

/** Larger files are known by size and time only. */
const maxReadBytes = 1024 * 1024;

/** How often a file that is being replaced is looked at again at once. */
const maxAttempts = 5;

/** One state of a file. */
export interface FileState {
  sizeBytes: number;
  /** Changes with every write, and at other times too. */
  stamp: string;
  /** Hash of the content; '' where the file is too large to be read. */
  digest: string;
  /** Absent where the content is not UTF-8, holds a NUL byte, or is too large. */
  text?: string;
}

export type Kind = 'file' | 'directory' | 'nothing';

/**
 * The directory of a project, the only door to its files. Nothing is read by way of a symbolic link,
 * wherever in the path it stands and whenever it came there; only regular files are.
 */
export class Root {
  /** Without links. */
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** @throws Error when there is no directory */
  static async open(path: string): Promise<Root> {
    const root = new Root(await realpath(path));
    if ((await root.kindOf('')) !== 'directory') throw new Error(`${path}: not a directory`);
    return root;
  }

  fullPath(path: string): string {
    return path === '' ? this.path : join(this.path, path);
  }

  /** What stands under a path; a word of the moment, which `read` does not rely on. */
  async kindOf(path: string): Promise<Kind> {
    try {
      const full = this.fullPath(path);
      const stats = await lstat(full);
      if (stats.isFile()) return 'file';
      if (stats.isDirectory() && (await realpath(full)) === full) return 'directory';
    } catch {
      // Gone, or not to be reached: there is nothing for us.
    }
    return 'nothing';
  }

  /** Whether a symbolic link stands in a path or at its end, as it is now. */
  isLinked(path: string): boolean {
    const segments = path.split('/');
    try {
      for (let length = 1; length <= segments.length; length++) {
        const stats = lstatSync(this.fullPath(segments.slice(0, length).join('/')), { throwIfNoEntry: false });
        if (!stats?.isDirectory()) return stats?.isSymbolicLink() ?? false;
      }
    } catch {
      // A name too long or a directory that may not be entered: there is nothing, linked or not.
    }
    return false;
  }

  /** Names in a directory, sorted, without those ignored; empty when it is none. */
  async list(path: string): Promise<string[]> {
    try {
      const full = this.fullPath(path);
      const names = await readdir(full);
      if ((await realpath(full)) !== full) return [];
      return names.filter((name) => !isIgnored(name)).sort();
    } catch {
      return [];
    }
  }

  /**
   * Reads a file. `known` spares the reading of a file whose stamp is the same.
   *
   * @returns the state, `known` if nothing has happened, undefined when there is no file, or 'busy'
   *   when it was replaced again and again meanwhile
   */
  async read(path: string, known?: FileState): Promise<FileState | undefined | 'busy'> {
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const state = await this.#attempt(this.fullPath(path), known);
      if (state !== 'busy') return state;
    }
    return 'busy';
  }

  async #attempt(full: string, known: FileState | undefined): Promise<FileState | undefined | 'busy'> {
    let file: FileHandle | undefined;
    try {
      if (!(await lstat(full)).isFile()) return undefined;
      file = await open(full, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
      const held = await file.stat({ bigint: true });
      if (!held.isFile()) return undefined;
      // Another file took its name meanwhile, or there is a link in the way.
      if (!(await isAt(file, full))) return (await realpath(full)) === full ? 'busy' : undefined;
      const stamp = `${held.dev}:${held.ino}:${held.size}:${held.mtimeNs}:${held.ctimeNs}`;
      if (stamp === known?.stamp) return known;
      const sizeBytes = Number(held.size);
      if (sizeBytes > maxReadBytes) return { sizeBytes, stamp, digest: '' };
      return { sizeBytes, stamp, ...(await readContent(file, sizeBytes)) };
    } catch {
      return undefined;
    } finally {
      await file?.close();
    }
  }
}

async function readContent(file: FileHandle, sizeBytes: number): Promise<{ digest: string; text?: string }> {
  const buffer = Buffer.alloc(sizeBytes);
  let length = 0;
  while (length < sizeBytes) {
    const { bytesRead } = await file.read(buffer, length, sizeBytes - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  const bytes = buffer.subarray(0, length);
  const digest = hash('sha1', bytes, 'base64');
  return isUtf8(bytes) && !bytes.includes(0) ? { digest, text: bytes.toString('utf8') } : { digest };
}

/**
 * Whether an open file lies at a path without links. Linux is asked where the file lies that is held.
 * Elsewhere the path is looked at again, which misses a link that comes for the opening, goes for the
 * first look and comes back for the second.
 */
async function isAt(file: FileHandle, full: string): Promise<boolean> {
  const place = await readlink(`/proc/self/fd/${file.fd}`).catch(() => undefined);
  if (place !== undefined) return place === full;
  if ((await realpath(full)) !== full) return false;
  const [held, named] = await Promise.all([file.stat({ bigint: true }), lstat(full, { bigint: true })]);
  return held.dev === named.dev && held.ino === named.ino;
}
