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

/** A fault in a number of the document, wherever the server reads it from these facts. */
export function faultInFacts<Name extends string>(
  facts: readonly { readonly [name in Name]: number }[],
  { breaks, name, instead }: Pick<Fault, 'breaks'> & { name: Name; instead: (right: number) => number },
): Fault {
  return {
    breaks,
    switchOn(hit) {
      const undo = facts.map((fact) => {
        const right = fact[name];
        const get = (): number => {
          hit();
          return instead(right);
        };
        Object.defineProperty(fact, name, { get, configurable: true, enumerable: true });
        return () => Object.defineProperty(fact, name, { value: right, configurable: true, enumerable: true });
      });
      return () => {
        for (const one of undo) one();
      };
    },
  };
}
