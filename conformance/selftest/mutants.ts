import { pool } from '../src/pool.ts';
import { Control } from './control.ts';
import { type Kit, ours, type Subject } from './kit.ts';
import { brokenIn, type FaultFacts, fateOf, type Mutant, mutantsOf, type Result } from './mutant.ts';
import { SMOKE } from './smoke.ts';

export interface MutantOptions {
  /** All checks of the profile for each mutant, and not only those meant for it and the smoke set. */
  isFull: boolean;
  workers: number;
  /** Faults to try; all without. */
  only?: ((fault: string) => boolean) | undefined;
  onResult(result: Result): void;
}

/** A server of our own with its faults; one fault at a time. */
class Bench {
  readonly #kit: Kit;
  readonly #subject: Subject;
  readonly #control: Control;

  private constructor(kit: Kit, subject: Subject) {
    const { target, manifest } = subject;
    const token = manifest.control?.clock?.token;
    this.#kit = kit;
    this.#subject = subject;
    this.#control = new Control({
      root: () => target.root,
      token: token && 'value' in token ? token.value : '',
    });
  }

  static async start(kit: Kit): Promise<Bench> {
    return new Bench(kit, await kit.reach(ours()));
  }

  faults(): Promise<FaultFacts[]> {
    return this.#control.faults();
  }

  /** What is found broken in the server as it is, of what is meant to notice a fault. */
  async right(mutants: readonly Mutant[]): Promise<string[]> {
    await this.#control.begin(null);
    const jobs = Object.keys(SMOKE).flatMap((profile) => {
      const intended = mutants.filter((mutant) => mutant.profile === profile).flatMap((mutant) => mutant.intended);
      return this.#kit.jobs(profile, [...intended, ...smokeOf(profile)]);
    });
    return brokenIn(await this.#kit.run(jobs, this.#subject));
  }

  async try(mutant: Mutant, isFull: boolean): Promise<Result> {
    const startedMs = performance.now();
    const { profile, intended, fault } = mutant;
    const jobs = this.#kit.jobs(profile, isFull ? undefined : [...intended, ...smokeOf(profile)]);
    await this.#control.begin(fault);
    const report = await this.#kit.run(jobs, this.#subject);
    // A server that its fault has ended is another one now, in which nothing is wrong.
    await this.#subject.target.revive();
    const hits = await this.#control.hits();
    await this.#control.begin(null);
    return { ...mutant, ...fateOf(mutant, report, hits), durationMs: Math.round(performance.now() - startedMs) };
  }

  release(): Promise<void> {
    return this.#subject.target.release();
  }
}

const smokeOf = (profile: string): string[] => (SMOKE[profile] ?? []).map((name) => `${profile}/${name}`);

/** Tries every fault of our server in every profile that it is for. */
export async function tryMutants(kit: Kit, options: MutantOptions): Promise<Result[]> {
  const { isFull, workers, only = () => true, onResult } = options;
  const results: Result[] = [];
  const benches = await Promise.all(Array.from({ length: workers }, () => Bench.start(kit)));
  try {
    const [first] = benches;
    const mutants = ((await first?.faults()) ?? []).filter(({ name }) => only(name)).flatMap(mutantsOf);
    demandChecks(kit, mutants);
    const wrong = (await first?.right(mutants)) ?? [];
    if (wrong.length > 0) throw new Error(`without any fault the server breaks ${wrong.join(', ')}`);
    const queue = mutants.slice();
    await Promise.all(
      benches.map(async (bench) => {
        for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
          const result = await bench.try(mutant, isFull);
          results.push(result);
          onResult(result);
        }
        const left = await bench.right([]);
        if (left.length > 0) throw new Error(`with all faults off again the server breaks ${left.join(', ')}`);
      }),
    );
  } finally {
    await pool(benches, workers, (bench) => bench.release());
  }
  return results.sort((left, right) => order(left).localeCompare(order(right)));
}

const order = ({ fault, profile }: Mutant): string => `${fault} ${profile}`;

/** @throws Error for a mutant that no check is meant for */
function demandChecks(kit: Kit, mutants: readonly Mutant[]): void {
  for (const { fault, profile, intended } of mutants) {
    const lost = intended.find((id) => kit.jobs(profile, [id]).length === 0);
    if (lost !== undefined) throw new Error(`no check decides ${lost}, which the fault ${fault} is said to break`);
  }
}
