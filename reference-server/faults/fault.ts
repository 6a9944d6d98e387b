import type { Around, Seam } from './seam.ts';

/** One way in which a server may be wrong; its file is named by its kind and by what is wrong. */
export interface Fault {
  /** Ids of requirements, or of checks, that cannot hold while it is on; those of all profiles that it is for. */
  readonly breaks: readonly string[];
  /**
   * Begins to be wrong.
   *
   * @param hit to be called each time that it is, so that a fault that nothing came by is not taken for harmless
   * @returns ends it
   */
  switchOn(hit: () => void): () => void;
}

/**
 * A fault at one seam.
 *
 * @param around makes what takes the method's place; called each time that the fault is switched on
 */
export function faultAt<Part, Args extends unknown[], Result>(
  seam: Seam<Part, Args, Result>,
  { breaks, around }: Pick<Fault, 'breaks'> & { around: (hit: () => void) => Around<Part, Args, Result> },
): Fault {
  return { breaks, switchOn: (hit) => seam.wrap(around(hit)) };
}
