import { pool } from '../src/pool.ts';
import type { Kit } from './kit.ts';
import {
  brokenIn,
  fateOf,
  inOrder,
  type Mutant,
  mutantsOf,
  type Result,
  type Trial,
  type TrialOptions,
} from './mutant.ts';
import { OwnServer } from './own-server.ts';
import { SMOKE } from './smoke.ts';

/** What is found broken in the server as it is, twice, of what is meant to notice a fault. */
async function wrongWithoutFault(
  kit: Kit,
  { subject, control }: OwnServer,
  mutants: readonly Mutant[],
): Promise<string[]> {
  await control.begin(null);
  const jobs = Object.keys(SMOKE).flatMap((profile) => {
    const intended = mutants.filter((mutant) => mutant.profile === profile).flatMap((mutant) => mutant.intended);
    return kit.jobs(profile, [...intended, ...smokeOf(profile)]);
  });
  const broken = brokenIn(await kit.run(jobs, subject));
  if (broken.length === 0) return [];
  // A machine with more to do may have come between; a fault of the server comes again.
  const again = kit.model.profiles.flatMap(({ id }) => kit.jobs(id, broken));
  return brokenIn(await kit.run(again, subject));
}

async function tryMutant(kit: Kit, { subject, control }: OwnServer, mutant: Mutant, isFull: boolean): Promise<Result> {
  const startedMs = performance.now();
  const { profile, intended, fault } = mutant;
  const jobs = kit.jobs(profile, isFull ? undefined : [...intended, ...smokeOf(profile)]);
  await control.begin(fault);
  const report = await kit.run(jobs, subject);
  // A server that its fault has ended is another one now, in which nothing is wrong.
  await subject.target.revive();
  const hits = await control.hits();
  await control.begin(null);
  return { ...mutant, ...fateOf(mutant, report, hits), durationMs: Math.round(performance.now() - startedMs) };
}

const smokeOf = (profile: string): string[] => (SMOKE[profile] ?? []).map((name) => `${profile}/${name}`);

/** Tries every fault of our server in every profile that it is for. */
export async function tryMutants(kit: Kit, options: TrialOptions): Promise<Trial> {
  const { isFull, workers, only = () => true, onResult } = options;
  const results: Result[] = [];
  const wrong: string[] = [];
  const servers = await Promise.all(Array.from({ length: workers }, () => OwnServer.start(kit)));
  try {
    const [first] = servers as [OwnServer, ...OwnServer[]];
    const mutants = (await first.control.faults()).filter(({ name }) => only(name)).flatMap(mutantsOf);
    demandChecks(kit, mutants);
    const broken = await wrongWithoutFault(kit, first, mutants);
    if (broken.length > 0) return { results, wrong: [`without any fault the server breaks ${broken.join(', ')}`] };
    const queue = mutants.slice();
    await Promise.all(
      servers.map(async (server) => {
        for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
          const result = await tryMutant(kit, server, mutant, isFull);
          results.push(result);
          onResult(result);
        }
        const left = await wrongWithoutFault(kit, server, []);
        if (left.length > 0) wrong.push(`with all faults off again the server breaks ${left.join(', ')}`);
      }),
    );
  } finally {
    await pool(servers, workers, (server) => server.release());
  }
  return { results: inOrder(results), wrong };
}

/** @throws Error for a mutant that no check is meant for */
function demandChecks(kit: Kit, mutants: readonly Mutant[]): void {
  for (const { fault, profile, intended } of mutants) {
    const lost = intended.find((id) => kit.jobs(profile, [id]).length === 0);
    if (lost !== undefined) throw new Error(`no check decides ${lost}, which the fault ${fault} is said to break`);
  }
}
