import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Finding } from '../suggestions/finding.ts';
import { languageOf } from '../suggestions/language.ts';
import type { Suggestions } from '../suggestions/suggestions.ts';
import type { Analysis, ChangedFile, ChangeType } from './change.ts';
import type { FileState, Root } from './root.ts';
import type { Tree } from './tree.ts';

/** Sources that are with the rules at once; few, so that a change is not kept waiting behind them. */
const filesAtOnce = 4;
/** Findings that an analysis lists. */
const maxListed = 200;
/** Findings that are kept for the next analysis. */
const maxKept = 20_000;
const largestShown = 3;
const languagesShown = 6;

export interface AnalyserOptions {
  root: Root;
  tree: Tree;
  suggestions: Suggestions;
}

/** Runs the rules over the files of a project; what it found in a file holds as long as its content. */
export class Analyser {
  readonly #options: AnalyserOptions;
  readonly #kept = new Map<string, { digest: string; findings: Finding[] }>();
  #keptCount = 0;

  constructor(options: AnalyserOptions) {
    this.#options = options;
  }

  /** What the rules find in a file as it is now. */
  async findIn(path: string): Promise<Finding[]> {
    const state = this.#options.tree.files.get(path);
    const kept = this.#kept.get(path);
    if (kept && kept.digest === state?.digest) return kept.findings;
    this.forget(path);
    const text = state && (await this.#textOf(path, state));
    if (!state || text === undefined) return [];
    const findings = await this.findInText(path, text);
    this.#keep(path, state, findings);
    return findings;
  }

  /** What the rules find in a text that a file may hold one day. */
  findInText(path: string, text: string): Promise<Finding[]> {
    return this.#options.suggestions.findIn({ path, language: languageOf(path), text });
  }

  /**
   * Looks into files and says what is in them.
   *
   * @throws the signal's reason
   */
  async analyse(
    paths: readonly string[],
    signal: AbortSignal,
    onProgress?: (files: number, ofFiles: number) => void,
  ): Promise<Pick<Analysis, 'findings' | 'summary'>> {
    let found: Analysis['findings'] = [];
    const types = new Map<string, number>();
    for (let at = 0; at < paths.length; at += filesAtOnce) {
      signal.throwIfAborted();
      const some = paths.slice(at, at + filesAtOnce);
      const lists = await Promise.all(some.map((path) => this.findIn(path)));
      for (const [index, filePath] of some.entries()) {
        for (const finding of lists[index] ?? []) {
          found.push({ ...finding, filePath });
          types.set(finding.type, (types.get(finding.type) ?? 0) + 1);
        }
      }
      if (found.length > 10 * maxListed) found = surest(found);
      onProgress?.(Math.min(at + filesAtOnce, paths.length), paths.length);
      await nextTurn();
    }
    signal.throwIfAborted();
    const { files } = this.#options.tree;
    const states = paths.flatMap((path) => {
      const state = files.get(path);
      return state ? [{ path, sizeBytes: state.sizeBytes }] : [];
    });
    return { findings: surest(found), summary: [describeFiles(states), describeFindings(types)].join(' ') };
  }

  async #textOf(path: string, state: FileState): Promise<string | undefined> {
    if (state.text !== undefined || state.digest === '') return state.text;
    const read = await this.#options.root.read(path);
    return read === 'busy' ? undefined : read?.text;
  }

  #keep(path: string, { digest }: FileState, findings: Finding[]): void {
    this.forget(path);
    if (digest === '' || this.#keptCount + findings.length + 1 > maxKept) return;
    this.#kept.set(path, { digest, findings });
    this.#keptCount += findings.length + 1;
  }

  /** Drops what was found in a file. */
  forget(path: string): void {
    const kept = this.#kept.get(path);
    if (!kept) return;
    this.#kept.delete(path);
    this.#keptCount -= kept.findings.length + 1;
  }
}

/** `3 files changed: 1 created, 2 modified.` */
export function describeChanges(changes: readonly ChangedFile[]): string {
  if (changes.length === 0) return 'Nothing changed.';
  const types: ChangeType[] = ['created', 'modified', 'deleted'];
  const counts = types.flatMap((type) => {
    const count = changes.filter(({ changeType }) => changeType === type).length;
    return count > 0 ? [`${count} ${type}`] : [];
  });
  return `${countOf(changes.length, 'file')} changed: ${counts.join(', ')}.`;
}

function describeFiles(files: readonly { path: string; sizeBytes: number }[]): string {
  if (files.length === 0) return 'No files.';
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const languages = tally(files.map(({ path }) => languageOf(path)));
  const shown = languages.slice(0, languagesShown).map(([language, count]) => `${language} ${count}`);
  if (languages.length > languagesShown) shown.push(`${languages.length - languagesShown} more`);
  const largest = files
    .toSorted((one, other) => other.sizeBytes - one.sizeBytes || (one.path < other.path ? -1 : 1))
    .slice(0, largestShown)
    .map(({ path, sizeBytes }) => `${path} (${sizeOf(sizeBytes)})`);
  return `${countOf(files.length, 'file')}, ${sizeOf(bytes)}: ${shown.join(', ')}. Largest: ${largest.join(', ')}.`;
}

function describeFindings(types: ReadonlyMap<string, number>): string {
  const count = [...types.values()].reduce((sum, each) => sum + each, 0);
  if (count === 0) return 'No findings.';
  const shown = byCount(types).map(([type, each]) => `${type} ${each}`);
  return `${countOf(count, 'finding')}: ${shown.join(', ')}.`;
}

function surest(findings: Analysis['findings']): Analysis['findings'] {
  return findings
    .sort(
      (one, other) =>
        other.confidence - one.confidence ||
        (one.filePath === other.filePath ? one.line - other.line : one.filePath < other.filePath ? -1 : 1),
    )
    .slice(0, maxListed);
}

/** How often each word comes, the most frequent first. */
function tally(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return byCount(counts);
}

function byCount(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function sizeOf(bytes: number): string {
  if (bytes < 1024) return countOf(bytes, 'byte');
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
