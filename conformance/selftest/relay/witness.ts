import type { Job } from '../../src/job.ts';
import type { CheckReport } from '../../src/report/report.ts';
import { requirementsOf, type Step } from '../../src/scenario/step.ts';
import type { Kit, Subject } from '../kit.ts';
import { type Sighting, sightingsIn } from './sighting.ts';
import type { WireFault } from './wire-faults.ts';

/** A check that passes, and the messages that it receives. */
export interface Witness {
  job: Job;
  check: CheckReport;
  received: Sighting[];
  /** What its steps that decide something speak of, names of messages among it. */
  words: ReadonlySet<string>;
}

/** All checks that pass at a subject, and that neither move time nor go to a limit. */
export async function witnessesAt(kit: Kit, subject: Subject): Promise<Witness[]> {
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

/** More than any check takes, milliseconds. */
const LATER_MS = 1_000_000;

/**
 * Checks that receive what can be made wrong in this way, none when no check surely sees it: behind one that does,
 * those that decide what it breaks, those that name the message, scenarios before derived checks, the quickest before others.
 */
export function witnessesTo({ message, profile, breaks, fit }: WireFault, witnesses: readonly Witness[]): Witness[] {
  const order = ({ check, words }: Witness): number =>
    check.durationMs +
    (breaks !== undefined && !check.requirements.includes(breaks) ? 4 * LATER_MS : 0) +
    (check.kind === 'derived' ? 2 * LATER_MS : 0) +
    (words.has(message.name) ? 0 : LATER_MS);
  const seen = Object.groupBy(
    witnesses.filter(({ check }) => check.profile === profile).sort((left, right) => order(left) - order(right)),
    ({ received }) => fit(received.filter((sighting) => sighting.message === message)),
  );
  const [surest, ...others] = seen.good ?? [];
  const beside = [...others, ...(seen.some ?? [])].sort((left, right) => order(left) - order(right));
  return surest ? [surest, ...beside] : [];
}

function wordsIn(kit: Kit, { id, profile, kind }: CheckReport): ReadonlySet<string> {
  const scenario = kind === 'scenario' && kit.profile(profile).scenarios.find((candidate) => candidate.id === id);
  if (!scenario) return new Set();
  const steps = (scenario.steps as unknown as Step[]).flatMap((step) => ('repeat' in step ? step.steps : [step]));
  return new Set(texts(steps.filter((step) => requirementsOf(step).length > 0)));
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}
