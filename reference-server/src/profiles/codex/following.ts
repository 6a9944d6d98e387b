import type { Wishes } from './wishes.ts';

/** What one connection follows of its project. */
export class Following {
  /** Ends of the watches by path, and of what else is listened to. */
  readonly watched = new Map<string, () => void>();
  /** Which suggestions are wanted; none until they are enabled (CODEX-B39). */
  wishes: Wishes | undefined;
  /** Analyses that run. */
  analyses = 0;
  #version = 0;
  #endOfSyncs = (): void => {};
  #endOfSuggestions = (): void => {};

  /** Listens to the project's versions from now on. */
  followSyncs(end: () => void): void {
    this.#endOfSyncs = end;
  }

  /** Takes the place of the earlier wishes (CODEX-B42). */
  wish(wishes: Wishes, end: () => void): void {
    this.#endOfSuggestions();
    this.#endOfSuggestions = end;
    this.wishes = wishes;
  }

  /**
   * The version to tell with what brings the client to `version`. An analysis may have begun before a
   * change that the client has heard of meanwhile; with both it has the later version, and is told no
   * lower one (CODEX-B35).
   */
  versionOf(version: number): number {
    this.#version = Math.max(this.#version, version);
    return this.#version;
  }

  /** Ends it all: the client has gone, or is somebody else now. */
  stop(): void {
    this.#endOfSyncs();
    this.#endOfSuggestions();
    for (const end of this.watched.values()) end();
    this.watched.clear();
    this.wishes = undefined;
  }
}
