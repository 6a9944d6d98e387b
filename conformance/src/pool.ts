/** Takes every item once, at most `workers` at a time. */
export async function pool<T>(items: readonly T[], workers: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.slice();
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.max(1, workers) }, worker));
}

/** Names that only one holder has at a time; all names of a holder are taken in one order. */
export class Locks {
  readonly #tails = new Map<string, Promise<void>>();

  async hold<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
    const [name, ...others] = [...new Set(names)].sort();
    if (name === undefined) return work();
    const before = this.#tails.get(name) ?? Promise.resolve();
    const result = before.then(() => this.hold(others, work));
    this.#tails.set(
      name,
      result.then(
        () => {},
        () => {},
      ),
    );
    return result;
  }
}
