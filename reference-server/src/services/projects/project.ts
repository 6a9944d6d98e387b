import type { Log } from '../../log.ts';
import type { Finding } from '../suggestions/finding.ts';
import type { Suggestions } from '../suggestions/suggestions.ts';
import { Analyser, describeChanges } from './analysis.ts';
import type { Analysis, ChangedFile, FileChange, Report, Sync } from './change.ts';
import { Hints } from './hints.ts';
import { History } from './history.ts';
import { ProjectError } from './project-error.ts';
import { checkedPath, isBelow } from './project-path.ts';
import { Root } from './root.ts';
import { type Difference, type Look, maxFiles, Tree } from './tree.ts';
import { diffBetween, WatchedFile } from './watched-file.ts';
import { Watches } from './watches.ts';

export interface AnalysisRequest {
  analysisType: 'full' | 'incremental' | 'focused';
  /** Last version that the client has applied, 0 if none. */
  contextVersion: number;
  /** Files, or directories with all below, of a focused analysis. */
  focus?: readonly string[];
  /** Hears how many of the files have been looked into. */
  onProgress?: (files: number, ofFiles: number) => void;
}

/** A directory whose files are watched, under an id. */
export interface Project {
  readonly id: string;
  /** Only grows; one step for each burst of changes. */
  readonly version: number;
  /**
   * Calls `listener` for every change of a file from now on; it need not exist yet.
   *
   * @returns a function that ends it
   * @throws ProjectError 'outside' | 'not-found'
   */
  watch(filePath: string, listener: (change: FileChange) => void): () => void;
  /** The same for every file. */
  onChange(listener: (change: FileChange) => void): () => void;
  /**
   * Tells those who watch the file of what an editor says of it, unless the directory says the same
   * itself. A path that cannot be watched is passed over.
   */
  hear(report: Report): void;
  /** Calls `listener` after the changes of each burst were told. */
  onSync(listener: (sync: Sync) => void): () => void;
  /**
   * Looks into the files: all, those changed since `contextVersion`, or those in focus. Changes are
   * those since `contextVersion`; where these are not known, all files count as created. One analysis
   * at a time runs, others wait. A `contextVersion` above the project's, from a client that knew it
   * before a restart, moves the project's version up to it.
   *
   * @throws ProjectError 'outside' | 'not-found' | 'invalid-version', the signal's reason
   */
  analyze(request: AnalysisRequest, signal: AbortSignal): Promise<Analysis>;
}

export interface ProjectOptions {
  suggestions: Suggestions;
  log: Log;
}

/** Versions of clients above this are refused, so that there is always room to grow. */
const maxClaimedVersion = 2 ** 52;

/** Hints in one burst above which the system's queue (16,384 on Linux) may have run over. */
const manyHints = 4096;

/** How often a directory is looked at that the system cannot watch, or that is gone, milliseconds. */
const sweepMs = 2000;

/** Changes whose findings are computed at once. */
const changesAtOnce = 16;

export class WatchedProject implements Project {
  readonly id: string;
  readonly #root: Root;
  readonly #log: Log;
  readonly #watches: Watches;
  readonly #tree: Tree;
  readonly #analyser: Analyser;
  readonly #hints = new Hints(() => this.#soon(() => this.#look()));
  readonly #history = new History(1);
  readonly #watched = new Map<string, WatchedFile>();
  readonly #changeListeners = new Set<(change: FileChange) => void>();
  readonly #syncListeners = new Set<(sync: Sync) => void>();
  readonly #closed = new AbortController();
  #version = 1;
  #looking: Promise<void> = Promise.resolve();
  #analysing: Promise<unknown> = Promise.resolve();
  #sweep: NodeJS.Timeout | undefined;

  private constructor(id: string, root: Root, { suggestions, log }: ProjectOptions) {
    this.id = id;
    this.#root = root;
    this.#log = log;
    this.#watches = new Watches(root, (path) => this.#hints.add(path));
    this.#tree = new Tree(root, this.#watches);
    this.#analyser = new Analyser({ root, tree: this.#tree, suggestions });
  }

  /** @throws Error when there is no directory */
  static async open(id: string, directory: string, options: ProjectOptions): Promise<WatchedProject> {
    const project = new WatchedProject(id, await Root.open(directory), options);
    await project.#tree.look(['']);
    if (project.#tree.isCut) options.log.warn({ project: id, maxFiles }, 'project is larger than the bound');
    project.#sweepIfNeeded();
    return project;
  }

  get version(): number {
    return this.#version;
  }

  watch(filePath: string, listener: (change: FileChange) => void): () => void {
    const path = this.#checked(filePath);
    const watched = this.#watched.get(path) ?? new WatchedFile(path);
    this.#watched.set(path, watched);
    const { listeners } = watched;
    // A function of its own, so that one listener can watch twice and end each on its own.
    const own = (change: FileChange): void => listener(change);
    listeners.add(own);
    return () => {
      listeners.delete(own);
      if (listeners.size === 0 && this.#watched.get(path) === watched) this.#watched.delete(path);
    };
  }

  hear(report: Report): void {
    const { filePath } = report;
    if (!this.#watched.has(filePath) || this.#root.isLinked(filePath)) return;
    this.#soon(() => this.#tree.look([filePath]));
    this.#next(() => this.#pass(report));
  }

  onChange(listener: (change: FileChange) => void): () => void {
    const own = (change: FileChange): void => listener(change);
    this.#changeListeners.add(own);
    return () => this.#changeListeners.delete(own);
  }

  onSync(listener: (sync: Sync) => void): () => void {
    const own = (sync: Sync): void => listener(sync);
    this.#syncListeners.add(own);
    return () => this.#syncListeners.delete(own);
  }

  async analyze(request: AnalysisRequest, signal: AbortSignal): Promise<Analysis> {
    const focus = (request.focus ?? []).map((place) => this.#checked(place));
    const { contextVersion } = request;
    if (!(contextVersion >= 0 && contextVersion <= maxClaimedVersion)) {
      throw new ProjectError('invalid-version', `contextVersion must be from 0 to ${maxClaimedVersion}`);
    }
    const stop = AbortSignal.any([signal, this.#closed.signal]);
    stop.throwIfAborted();
    const turn = this.#analysing.then(async () => {
      stop.throwIfAborted();
      await this.#looking;
      return this.#analyse({ ...request, focus }, stop);
    });
    this.#analysing = turn.catch(() => {});
    return unlessAborted(turn, stop);
  }

  /** Ends all watching, timers and analyses; listeners are called no more. */
  async close(): Promise<void> {
    this.#closed.abort(new Error('the project was closed'));
    this.#hints.take();
    clearTimeout(this.#sweep);
    await this.#looking;
    await this.#analysing;
    this.#hints.take();
    clearTimeout(this.#sweep);
    this.#watches.remove('');
  }

  async #analyse(
    { analysisType, contextVersion, focus = [], onProgress }: AnalysisRequest,
    stop: AbortSignal,
  ): Promise<Analysis> {
    const isStranger = contextVersion > this.#version;
    if (isStranger) this.#version = contextVersion;
    const version = this.#version;
    const since = isStranger || analysisType === 'full' ? undefined : this.#history.after(contextVersion);
    const isFocused = analysisType === 'focused';
    const isIncluded = (path: string): boolean =>
      !isFocused || focus.some((place) => path === place || isBelow(path, place));
    const changes = (since ?? this.#allCreated()).filter(({ filePath }) => isIncluded(filePath));
    const paths =
      analysisType === 'incremental'
        ? changes.filter(({ changeType }) => changeType !== 'deleted').map(({ filePath }) => filePath)
        : [...this.#tree.files.keys()].filter(isIncluded);
    const { findings, summary } = await this.#analyser.analyse(paths, stop, onProgress);
    const opening = since && analysisType === 'incremental' ? `${describeChanges(changes)} ` : '';
    const bound = this.#tree.isCut ? ` The project is larger than ${maxFiles} files; the others are left out.` : '';
    return { version, changes, summary: `${opening}${summary}${bound}`, findings };
  }

  #checked(filePath: string): string {
    const path = checkedPath(filePath);
    if (this.#root.isLinked(path)) throw new ProjectError('outside', 'symbolic links are not followed');
    return path;
  }

  #allCreated(): ChangedFile[] {
    return [...this.#tree.files.keys()].map((filePath) => ({ filePath, changeType: 'created' }));
  }

  /** Looks, after all looks that were asked for before. */
  #soon(look: () => Promise<Look>): void {
    this.#next(async () => {
      const { differences, busy } = await look();
      for (const path of busy) this.#hints.add(path);
      this.#sweepIfNeeded();
      await this.#tell(differences);
    });
  }

  /** Does something after all that was asked for before, so that nothing is told out of its order. */
  #next(work: () => Promise<void>): void {
    this.#looking = this.#looking
      .then(async () => {
        if (!this.#closed.signal.aborted) await work();
      })
      .catch((error: unknown) => this.#log.error({ project: this.id, error }, 'project was not read'));
  }

  #look(): Promise<Look> {
    const { paths, count } = this.#hints.take();
    return this.#tree.look(count > manyHints ? [...paths, ''] : paths);
  }

  async #tell(differences: readonly Difference[]): Promise<void> {
    if (differences.length === 0 || this.#closed.signal.aborted) return;
    this.#version++;
    const version = this.#version;
    const changes = differences.map(({ filePath, changeType }) => ({ filePath, changeType }));
    this.#history.add(version, changes);
    for (const { filePath, changeType } of changes) if (changeType === 'deleted') this.#analyser.forget(filePath);
    const heard = differences.filter(({ filePath }) => this.#changeListeners.size > 0 || this.#watched.has(filePath));
    for (let at = 0; at < heard.length; at += changesAtOnce) {
      const some = heard.slice(at, at + changesAtOnce);
      const told = await Promise.all(
        some.map(async (difference) => ({ difference, change: await this.#describe(difference, version) })),
      );
      for (const { difference, change } of told) {
        const watched = this.#watched.get(change.filePath);
        const news = watched?.shows(change, difference);
        if (watched && news) this.#call([...watched.listeners], news);
        this.#call([...this.#changeListeners], change);
      }
    }
    this.#call([...this.#syncListeners], { version, changes, summary: describeChanges(changes) });
  }

  async #describe({ filePath, changeType, before, after }: Difference, version: number): Promise<FileChange> {
    const diff = diffBetween(filePath, before, after);
    const findings = after ? await this.#analyser.findIn(filePath) : [];
    return { filePath, changeType, ...diff, findings, version };
  }

  async #pass(report: Report): Promise<void> {
    const { filePath, text } = report;
    const watched = this.#watched.get(filePath);
    const told = watched?.reports(report, this.#tree.files.get(filePath));
    if (!watched || !told) return;
    const find = (): Promise<Finding[]> =>
      text === undefined ? this.#analyser.findIn(filePath) : this.#analyser.findInText(filePath, text);
    const findings = told.changeType === 'deleted' ? [] : await find();
    this.#call([...watched.listeners], { ...told, findings, version: this.#version });
  }

  #call<Event>(listeners: readonly ((event: Event) => void)[], event: Event): void {
    for (const listener of listeners) {
      if (this.#closed.signal.aborted) return;
      try {
        listener(event);
      } catch (error) {
        this.#log.error({ project: this.id, error }, 'a listener of a project failed');
      }
    }
  }

  /** Looks at everything from time to time while the system says nothing about a part of it. */
  #sweepIfNeeded(): void {
    clearTimeout(this.#sweep);
    if (this.#closed.signal.aborted || (this.#watches.has('') && !this.#watches.isBlind)) return;
    this.#sweep = setTimeout(() => this.#soon(() => this.#tree.look([''])), sweepMs);
    this.#sweep.unref();
  }
}

function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
