import { pool } from '../src/pool.ts';
import { EXPLAINED, UNDECIDED } from './explained.ts';
import type { Kit } from './kit.ts';
import { brokenIn, inOrder, type Result, type Trial, type TrialOptions } from './mutant.ts';
import { type Lane, withRelays } from './own-server.ts';
import { faithful } from './relay/manner.ts';
import { KINDS, type WireFault, wireFaultsOf } from './relay/wire-faults.ts';
import { type Witness, witnessesAt, witnessesTo } from './relay/witness.ts';

/** Faults of each kind that are tried when not all are. */
const OF_EACH_KIND = 28;

/** Checks that are shown a fault when not all are, and derived checks besides. */
const CHECKS = 16;
const DERIVED_CHECKS = 2;

/** Checks that are shown a fault beside each other. */
const AT_ONCE = 4;

/** What is not noticed is shown so often: what others see of it depends on who is there. */
const ROUNDS = 3;

/** How long the kit waits for a message, milliseconds. */
const TIMEOUT_MS = 1_500;

/** Tries faults that the document allows to make of the messages of our server, on their way to the kit. */
export async function tryWireFaults(kit: Kit, options: TrialOptions): Promise<Trial & { unseen: string[] }> {
  const { isFull, workers, only, onResult } = options;
  const results: Result[] = [];
  const wrong: string[] = [];
  const unseen: string[] = [];
  await withRelays(kit, { count: workers, timeoutMs: TIMEOUT_MS }, async (lanes) => {
    const [first] = lanes as [Lane, ...Lane[]];
    const { schemas, profiles } = kit.model;
    const made = profiles.flatMap((profile) =>
      wireFaultsOf({ profile, schemas, judge: kit.judge, timeoutMs: TIMEOUT_MS }),
    );
    await first.server.control.begin(null);
    const witnesses = await witnessesAt(kit, first.subject);
    const seen = made.filter((fault) => !UNDECIDED.has(fault.id) && witnessesTo(fault, witnesses).length > 0);
    unseen.push(...unseenMessages(made, witnesses));
    const idle = lanes.slice();
    const tried = only ? seen.filter(({ id }) => only(id)) : isFull ? seen : someOf(seen);
    await pool(tried, workers, async (fault) => {
      const lane = idle.pop() as Lane;
      const shown = witnessesTo(fault, witnesses);
      const result = await tryFault(kit, { fault, lane, shown: isFull ? shown : some(shown) });
      idle.push(lane);
      results.push(result);
      onResult(result);
    });
    const passing = new Set((await witnessesAt(kit, first.subject)).map(({ check }) => check.id));
    const lost = witnesses.filter(({ check }) => !passing.has(check.id));
    wrong.push(...lost.map(({ check }) => `${check.id} passes no more when all faults are over`));
  });
  return { results: inOrder(results), wrong, unseen };
}

/** Messages of the document that no check receives, so that no fault of them can be shown to any. */
function unseenMessages(made: readonly WireFault[], witnesses: readonly Witness[]): string[] {
  const received = new Set(witnesses.flatMap((witness) => witness.received.map(({ message }) => message)));
  return [...new Set(made.flatMap(({ message, about }) => (received.has(message) ? [] : [about])))].sort();
}

/** Some of each kind, from all over the profiles, and all that no check is said to notice. */
function someOf(faults: readonly WireFault[]): WireFault[] {
  const some = KINDS.flatMap((kind) => {
    const ofKind = faults.filter((fault) => fault.kind === kind);
    const step = Math.max(1, ofKind.length / OF_EACH_KIND);
    return ofKind.filter((_, index) => Math.floor(index / step) > Math.floor((index - 1) / step));
  });
  return [...new Set([...some, ...faults.filter(({ id }) => Object.hasOwn(EXPLAINED, id))])];
}

/** Some of many checks, derived ones among them where there are any. */
function some(shown: readonly Witness[]): Witness[] {
  const isDerived = ({ check }: Witness): boolean => check.kind === 'derived';
  return [
    ...shown.filter((witness) => !isDerived(witness)).slice(0, CHECKS),
    ...shown.filter(isDerived).slice(0, DERIVED_CHECKS),
  ];
}

async function tryFault(
  kit: Kit,
  { fault, lane, shown }: { fault: WireFault; lane: Lane; shown: readonly Witness[] },
): Promise<Result> {
  const startedMs = performance.now();
  const { id, kind, profile } = fault;
  let hits = 0;
  let by: string[] = [];
  const passage = fault.passage(() => {
    hits += 1;
  });
  lane.relay.manner = { ...faithful, passage };
  await lane.server.control.begin(null);
  const rounds = Object.hasOwn(EXPLAINED, id) ? 1 : ROUNDS;
  for (let round = 0; round < rounds && by.length === 0; round += 1) {
    for (let from = 0; from < shown.length && by.length === 0; from += AT_ONCE) {
      const jobs = shown.slice(from, from + AT_ONCE).map(({ job }) => job);
      by = brokenIn(await kit.run(jobs, lane.subject));
    }
  }
  lane.relay.manner = faithful;
  const fate = hits === 0 ? 'not-exercised' : by.length > 0 ? 'killed' : 'survived';
  const durationMs = Math.round(performance.now() - startedMs);
  return { fault: id, kind, profile, intended: shown.map(({ check }) => check.id), fate, by, durationMs };
}
