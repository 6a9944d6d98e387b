import { hash } from 'node:crypto';
import type { FileChange, Report } from './change.ts';
import type { FileState } from './root.ts';
import type { Difference } from './tree.ts';
import { maxDiffBytes, unifiedDiff } from './unified-diff.ts';

/** A state of the file; nothing when there is none. */
type State = Pick<FileState, 'digest' | 'text'> | undefined;

/** A change apart from what the rules find in it. */
type Told = Pick<FileChange, 'filePath' | 'changeType' | 'diff'>;

/** How long a report without content is taken for one of what the directory has told, milliseconds. */
const recentMs = 2000;

/**
 * A file that somebody listens to. An editor may report a change before the directory shows it, or
 * one that is never saved: each diff begins at what was told last, and nothing is told twice.
 */
export class WatchedFile {
  readonly listeners = new Set<(change: FileChange) => void>();
  readonly #filePath: string;
  /** What an editor has reported and the directory has not shown. */
  #reported: { state: State } | undefined;
  #shownMs = Number.NEGATIVE_INFINITY;

  constructor(filePath: string) {
    this.#filePath = filePath;
  }

  /** The directory shows a change. @returns what is new of it; nothing when an editor has reported it before */
  shows(change: FileChange, { after }: Difference): FileChange | undefined {
    const reported = this.#reported;
    this.#reported = undefined;
    this.#shownMs = performance.now();
    if (!reported) return change;
    const told = this.#between(reported.state, after);
    return told && { ...told, findings: change.findings, version: change.version };
  }

  /** An editor reports a change of the file that the directory has as `known`. @returns what is new of it */
  reports({ changeType, text }: Report, known: State): Told | undefined {
    const isDeleted = changeType === 'deleted';
    if (!isDeleted && text === undefined) {
      return performance.now() - this.#shownMs < recentMs ? undefined : { filePath: this.#filePath, changeType };
    }
    const state = isDeleted || text === undefined ? undefined : stateOf(text);
    const told = this.#between(this.#reported ? this.#reported.state : known, state);
    if (told) this.#reported = { state };
    return told;
  }

  #between(before: State, after: State): Told | undefined {
    if (before?.digest === after?.digest) return undefined;
    const filePath = this.#filePath;
    const changeType = !before ? 'created' : !after ? 'deleted' : 'modified';
    return { filePath, changeType, ...diffBetween(filePath, before, after) };
  }
}

/** The diff, if both states are texts within its bounds. */
export function diffBetween(filePath: string, before: State, after: State): { diff?: string } {
  if ([before, after].some((state) => state && state.text === undefined)) return {};
  const diff = unifiedDiff({ filePath, before: before?.text, after: after?.text });
  return diff === undefined ? {} : { diff };
}

function stateOf(text: string): State {
  const digest = hash('sha1', text, 'base64');
  return text.length > maxDiffBytes ? { digest } : { digest, text };
}
