import type { Around, Seam } from './seam.ts';

/** One way in which a server may be wrong. */
export interface Fault {
  /** `closing/wrong-code`: what is broken, and how. */
  readonly name: string;
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
  { name, around }: { name: string; around: (hit: () => void) => Around<Part, Args, Result> },
): Fault {
  return { name, switchOn: (hit) => seam.wrap(around(hit)) };
}
