/** A function of `this` and arguments, as classes and tables have them. */
// biome-ignore lint/suspicious/noExplicitAny: what it takes and gives is the part's own
type Method = (this: any, ...args: any[]) => any;

/** A call on its way to the part. */
export interface Call<Part, Args extends unknown[], Result> {
  /** Whose method is called. */
  part: Part;
  args: Args;
  /** Does what the part would do, with these arguments or with others. */
  proceed(...args: Args): Result;
}

/** Takes the place of a method. */
export type Around<Part, Args extends unknown[], Result> = (call: Call<Part, Args, Result>) => Result;

/** A place at which a fault can be put: a method of one part of the server, of a class for all its objects. */
export interface Seam<Part, Args extends unknown[], Result> {
  /** Puts something around the method. @returns what takes it away again */
  wrap(around: Around<Part, Args, Result>): () => void;
}

/**
 * Makes a seam of a method that a part calls by its name. Nothing is changed until something is put there,
 * so that the server knows nothing of it.
 */
export function seam<Part extends object, Name extends keyof Part>(
  part: Part,
  name: Name,
): Part[Name] extends (...args: infer Args) => infer Result ? Seam<Part, Args, Result> : never {
  const original = part[name] as Method;
  const wrap = (around: Around<Part, unknown[], unknown>): (() => void) => {
    const method: Method = function (...args) {
      return around({ part: this, args, proceed: (...others) => original.apply(this, others) });
    };
    part[name] = method as Part[Name];
    return () => {
      part[name] = original as Part[Name];
    };
  };
  return { wrap } as ReturnType<typeof seam<Part, Name>>;
}
