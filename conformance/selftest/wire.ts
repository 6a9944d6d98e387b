import type { Job } from '../src/job.ts';
import { isObject } from '../src/json.ts';
import { pool } from '../src/pool.ts';
import type { CheckReport, Report } from '../src/report/report.ts';
import { type Kit, ours } from './kit.ts';
import { brokenIn, type Result } from './mutant.ts';
import { unchanged } from './relay/relay.ts';
import { type Relayed, relayed } from './relay/relayed.ts';
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
const CHECKS = 8;

/** How long the kit waits for a message, milliseconds. */
const TIMEOUT_MS = 1_500;

/** A check that sees messages of a server in which nothing is wrong. */
interface Witness {
  job: Job;
  check: CheckReport;
  /** What it received, parsed. */
  values: unknown[];
}

/** Tries faults that the document allows to make of the messages of our server, on their way to the kit. */
export async function tryWireFaults(kit: Kit, options: WireOptions): Promise<Result[]> {
  const server = await kit.reach(ours());
  const lanes = await Promise.all(Array.from({ length: options.workers }, () => relayed(kit, server, TIMEOUT_MS)));
  try {
    const [first] = lanes;
    const faults = kit.model.profiles
      .filter(({ id }) => id in server.manifest.profiles)
      .flatMap((profile) =>
        wireFaultsOf({ profile, schemas: kit.model.schemas, judge: kit.judge, timeoutMs: TIMEOUT_MS }),
      )
      .filter(({ id }) => options.only?.(id) ?? true);
    const witnesses = first ? await witnessesOf(kit, first) : [];
    const seen = faults.filter((fault) => witnessesTo(fault, witnesses).length > 0);
    const results: Result[] = [];
    const queue = options.isFull || options.only ? seen : someOf(seen);
    const idle = lanes.slice();
    await pool(queue, options.workers, async (fault) => {
      const lane = idle.pop() as Relayed;
      const shown = witnessesTo(fault, witnesses);
      const result = await tryFault(kit, { fault, lane, shown: options.isFull ? shown : shown.slice(0, CHECKS) });
      idle.push(lane);
      results.push(result);
      options.onResult(result);
    });
    return results.sort((left, right) => left.fault.localeCompare(right.fault));
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
    await server.target.release();
  }
}

/** All checks that pass through a relay that changes nothing, and that neither move time nor go to a limit. */
async function witnessesOf(kit: Kit, { subject }: Relayed): Promise<Witness[]> {
  const jobs = Object.keys(subject.manifest.profiles)
    .flatMap((profile) => kit.jobs(profile))
    .filter(({ phase, ownProcess, checks }) => phase === 'parallel' && !ownProcess && checks[0]?.kind !== 'derived');
  const report = await kit.run(jobs, subject);
  return jobs.flatMap((job) => {
    const check = report.checks.find(({ id }) => id === job.checks[0]?.id);
    return check?.verdict === 'PASS' ? [{ job, check, values: received(check) }] : [];
  });
}

function received({ transcript }: Report['checks'][number]): unknown[] {
  return transcript.flatMap(({ event, text }) => {
    if (event !== 'received') return [];
    try {
      return [JSON.parse(text.replace(/ \(id [^)]*\)$/, ''))];
    } catch {
      // Cut off, or a comment.
      return [];
    }
  });
}

/** Checks that receive what can be made wrong in this way, the quickest first. */
function witnessesTo(fault: WireFault, witnesses: readonly Witness[]): Witness[] {
  const { message, profile } = fault;
  return witnesses
    .filter(({ check }) => check.profile === profile)
    .filter(({ values }) => values.some((value) => isObject(value) && isOf(message, value) && fault.fits(value)))
    .sort((left, right) => left.check.durationMs - right.check.durationMs);
}

function isOf(message: WireFault['message'], value: unknown): boolean {
  return Object.entries(message.discriminant).every(([path, wanted]) => {
    let here: unknown = value;
    for (const part of path.split('.')) here = isObject(here) ? here[part] : undefined;
    return here === wanted;
  });
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

async function tryFault(
  kit: Kit,
  { fault, lane, shown }: { fault: WireFault; lane: Relayed; shown: readonly Witness[] },
): Promise<Result> {
  const startedMs = performance.now();
  const { id, kind, profile } = fault;
  let hits = 0;
  let by: string[] = [];
  lane.relay.passage = fault.passage(() => {
    hits++;
  });
  for (const { job } of shown) {
    by = brokenIn(await kit.run([job], lane.subject));
    if (by.length > 0) break;
  }
  lane.relay.passage = unchanged;
  const fate = by.length > 0 ? 'killed' : hits === 0 ? 'not-exercised' : 'survived';
  const durationMs = Math.round(performance.now() - startedMs);
  return { fault: id, kind, profile, intended: shown.map(({ check }) => check.id), fate, by, durationMs };
}
