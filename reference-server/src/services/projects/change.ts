import type { Finding } from '../suggestions/finding.ts';

export type ChangeType = 'created' | 'modified' | 'deleted';

/** A file that is other than it was. */
export interface ChangedFile {
  /** Below the project, with forward slashes. */
  filePath: string;
  changeType: ChangeType;
}

export interface FileChange extends ChangedFile {
  /** Unified, true to both states; absent for binary files and beyond the bounds of unified-diff.ts. */
  diff?: string;
  /** Of the new state, by line; empty for a deleted file. */
  findings: Finding[];
  /** Version of the project that holds the change. */
  version: number;
}

/** What somebody with an editor says of a file, saved or not. */
export interface Report extends ChangedFile {
  /** What it holds now; absent when it was deleted, or when the editor does not say. */
  text?: string | undefined;
}

/** What brings a client's picture of a project to `version`. */
export interface Sync {
  version: number;
  changes: ChangedFile[];
  summary: string;
}

export interface Analysis extends Sync {
  /** The surest first, at most 200. */
  findings: (Finding & { filePath: string })[];
}
