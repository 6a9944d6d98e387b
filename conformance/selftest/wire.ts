import type { Job } from '../src/job.ts';
import { pool } from '../src/pool.ts';
import type { CheckReport } from '../src/report/report.ts';
import { withRelays } from './bench.ts';
import type { Kit } from './kit.ts';
import { brokenIn, type Result } from './mutant.ts';
import { faithful } from './relay/manner.ts';
import { type Sighting, sightingsIn } from './relay/sighting.ts';
import { KINDS, type WireFault, wireFaultsOf } from './relay/wire-faults.ts';

export interface WireOptions {
  /** Every fault and not only some of each kind, and all checks that see the message. */
  isFull: boolean;
  workers: number;
  /** Faults to try; all without. */
  only?: ((fault: string) => boolean) | undefined;
  onResult(result: Result): void;
}

/** Faults of each kind that are tried when not all are. */
const OF_EACH_KIND = 45;

/** Checks that are shown a fault when not all are, the quickest first. */
const CHECKS = 16;

/** Checks that are shown a fault beside each other. */
const AT_ONCE = 4;

/** How long the kit waits for a message, milliseconds. */
const TIMEOUT_MS = 1_500;

/** A check that sees messages of a server in which nothing is wrong. */
interface Witness {
  job: Job;
  check: CheckReport;
  received: Sighting[];
  /** What its steps speak of. */
  words: ReadonlySet<string>;
}

/** Tries faults that the document allows to make of the messages of our server, on their way to the kit. */
export async function tryWireFaults(kit: Kit, options: WireOptions): Promise<Result[]> {
  const results: Result[] = [];
  await withRelays(kit, { count: options.workers, timeoutMs: TIMEOUT_MS }, async (lanes) => {
    const [first] = lanes;
    if (!first) return;
    const { schemas, profiles } = kit.model;
    const faults = profiles
      .flatMap((profile) => wireFaultsOf({ profile, schemas, judge: kit.judge, timeoutMs: TIMEOUT_MS }))
      .filter(({ id }) => options.only?.(id) ?? true);
    const witnesses = await witnessesOf(kit, first);
    const seen = faults.filter((fault) => witnessesTo(fault, witnesses).length > 0);
    const idle = lanes.slice();
    await pool(options.isFull || options.only ? seen : someOf(seen), options.workers, async (fault) => {
      const lane = idle.pop() as Lane;
      const shown = witnessesTo(fault, witnesses);
      const result = await tryFault(kit, { fault, lane, shown: options.isFull ? shown : some(shown) });
      idle.push(lane);
      results.push(result);
      options.onResult(result);
    });
    const left = await witnessesOf(kit, first);
    const lost = witnesses.filter(({ check }) => left.every((one) => one.check.id !== check.id));
    if (lost.length > 0) throw new Error(`without any fault ${lost.map(({ check }) => check.id).join(', ')} fails`);
  });
  return results.sort((left, right) => left.fault.localeCompare(right.fault));
}

type Lane = Parameters<Parameters<typeof withRelays>[2]>[0][number];

/** All checks that pass through a relay that changes nothing, and that neither move time nor go to a limit. */
async function witnessesOf(kit: Kit, { subject, bench }: Lane): Promise<Witness[]> {
  await bench.control.begin(null);
  const jobs = Object.keys(subject.manifest.profiles)
    .flatMap((profile) => kit.jobs(profile))
    .filter(({ phase, ownProcess }) => phase === 'parallel' && !ownProcess);
  const report = await kit.run(jobs, subject);
  const byId = new Map(report.checks.map((check) => [check.id, check]));
  return jobs.flatMap((job) =>
    job.checks.flatMap(({ id }) => {
      const check = byId.get(id);
      return check?.verdict === 'PASS'
        ? [{ job: job.only([id]), check, received: sightingsIn(check, kit.model), words: wordsIn(kit, check) }]
        : [];
    }),
  );
}

/**
 * Checks that receive what can be made wrong in this way: behind one that surely sees it those that name the message,
 * scenarios before derived checks, the quickest before others.
 */
function witnessesTo(fault: WireFault, witnesses: readonly Witness[]): Witness[] {
  const { message, profile } = fault;
  const order = ({ check, words }: Witness): number =>
    check.durationMs + (check.kind === 'derived' ? 2 * LATER_MS : 0) + (words.has(message.name) ? 0 : LATER_MS);
  const seen = Object.groupBy(
    witnesses
      .filter(({ check }) => check.profile === profile)
      .sort((left, right) => order(left) - order(right)),
    ({ received }) => fault.fit(received.filter((sighting) => sighting.message === message)),
  );
  const [surest, ...others] = seen.good ?? [];
  const beside = [...others, ...(seen.some ?? [])].sort((left, right) => order(left) - order(right));
  return surest ? [surest, ...beside] : [];
}

/** More than any check takes. */
const LATER_MS = 1_000_000;

/** What the steps of a scenario speak of, names of messages among it. */
function wordsIn(kit: Kit, { id, profile, kind }: CheckReport): ReadonlySet<string> {
  const scenario = kind === 'scenario' && kit.profile(profile).scenarios.find((candidate) => candidate.id === id);
  return new Set(scenario ? texts(scenario.steps) : []);
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

/** Some of each kind, from all over the profiles. */
function someOf(faults: readonly WireFault[]): WireFault[] {
  return KINDS.flatMap((kind) => {
    const ofKind = faults.filter((fault) => fault.kind === kind);
    const step = Math.max(1, ofKind.length / OF_EACH_KIND);
    return Array.from(
      { length: Math.min(ofKind.length, OF_EACH_KIND) },
      (_, index) => ofKind[Math.floor(index * step)],
    ).filter((fault) => fault !== undefined);
  });
}

/** Some of many checks, and two derived ones among them where there are any. */
function some(shown: readonly Witness[]): Witness[] {
  const derived = shown.filter(({ check }) => check.kind === 'derived');
  return [...shown.filter((one) => !derived.includes(one)).slice(0, CHECKS), ...derived.slice(0, 2)];
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
    hits++;
  });
  lane.relay.manner = { ...faithful, passage };
  await lane.bench.control.begin(null);
  for (let from = 0; from < shown.length && by.length === 0; from += AT_ONCE)
    by = brokenIn(
      await kit.run(
        shown.slice(from, from + AT_ONCE).map(({ job }) => job),
        lane.subject,
      ),
    );
  lane.relay.manner = faithful;
  const fate = by.length > 0 ? 'killed' : hits === 0 ? 'not-exercised' : 'survived';
  const durationMs = Math.round(performance.now() - startedMs);
  return { fault: id, kind, profile, intended: shown.map(({ check }) => check.id), fate, by, durationMs };
}
