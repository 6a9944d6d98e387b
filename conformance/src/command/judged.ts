import type { Model, Profile } from '@agentwire/generated/model';
import { readBaseline, withBaseline } from '../baseline.ts';
import { EXIT, usageError } from '../exit.ts';
import type { Job } from '../job.ts';
import { LagMeter } from '../lag.ts';
import { kitVersion } from '../model.ts';
import { unspoken } from '../protocol.ts';
import { Progress } from '../report/progress.ts';
import { buildReport, type GivenSubject, type Report } from '../report/report.ts';
import { isInVain } from '../report/undecided.ts';
import { type RunResult, runJobs } from '../runner.ts';
import type { Target } from '../target.ts';
import { againCommand } from './again.ts';
import type { TestFlags } from './flags.ts';
import { givenTo, prepare } from './prepared.ts';
import { nothingSelected, selectionOf } from './selection.ts';

const DEFAULT_WORKERS = 4;

/**
 * Judges a subject as the options of `test` say; the report has its exit code.
 * @throws ExitError (2, 3, 5)
 */
export async function judgeSubject(flags: TestFlags): Promise<Report> {
  const startedAt = new Date();
  const baseline = flags.baseline === undefined ? undefined : readBaseline(flags.baseline);
  const prepared = await prepare(flags);
  const { model, profiles, planned, identities, redactor, seed } = prepared;
  const selection = selectionOf(flags);
  const jobs = selection.jobs(planned);
  if (jobs.length === 0) throw usageError(nothingSelected(flags, planned));
  const target = await prepared.reach();
  const workers = flags.workers ?? DEFAULT_WORKERS;
  const progress = new Progress({
    stream: process.stderr,
    total: jobs.reduce((sum, job) => sum + job.checks.length, 0),
  });
  const lag = new LagMeter();
  const addresses = new Map(profiles.map((profile) => [profile.id, target.addressOf(profile).href]));
  let result: RunResult;
  try {
    result = await runJobs({
      jobs,
      given: givenTo(target, identities),
      profile: (id) => profiles.find((profile) => profile.id === id) as Profile,
      lag,
      workers,
      seed,
      onDone: progress.done,
      onAgain: progress.again,
      life: target,
      environment: (job) => environmentFor(job, target, profiles),
    });
  } finally {
    progress.end();
    lag.stop();
    await target.release();
  }
  const built = redactor.deep(
    buildReport({
      model,
      outcomes: result.outcomes,
      profiles: profiles.map((profile) => ({
        profile,
        url: addresses.get(profile.id) as string,
        open: prepared.open(profile.id),
      })),
      selected: selection.requirement(result),
      subject: { name: target.name, url: target.root.href, follows: target.follows },
      capabilities: (profile) => target.capabilities(profile),
      version: kitVersion(),
      ended: result.ended,
      notes: profiles.flatMap(unspokenNote),
      again: (checks) => againCommand({ ...flags, seed }, checks),
      given: givenOf(flags),
      run: {
        startedAt: startedAt.toISOString(),
        durationMs: Date.now() - startedAt.getTime(),
        seed,
        workers,
        clock: target.clock,
        strict: flags.strict === true,
        node: process.versions.node,
        platform: `${process.platform} ${process.arch}`,
        partial: selection.partial,
      },
    }),
  );
  const report = baseline
    ? withBaseline(built, baseline, { known: requirementsOf(model), today: startedAt.toISOString().slice(0, 10) })
    : built;
  report.run.exitCode = exitCode(report, flags);
  return report;
}

const requirementsOf = (model: Model): string[] =>
  model.profiles.flatMap((profile) => profile.requirements.map(({ id }) => id));

function givenOf(flags: TestFlags): GivenSubject {
  const { url, subject, start, ready, spec, capability, parameter, slow, timeout } = flags;
  const all = { url, subject, start, ready, spec, capability, parameter, slow, timeout };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

async function environmentFor(job: Job, target: Target, profiles: readonly Profile[]) {
  const profile = profiles.find((candidate) => candidate.id === job.profile) as Profile;
  if (job.ownProcess) return target.freshEnvironment(profile, job.env);
  return { environment: target.environment(profile), release: async () => {} };
}

/** Says which channels of a profile the kit leaves alone, and why. */
function unspokenNote(profile: Profile): string[] {
  const left = profile.channels.flatMap((channel) => {
    const why = unspoken(channel);
    return why === undefined ? [] : [`${channel.id} (${why})`];
  });
  return left.length === 0 ? [] : [`${profile.id}: nothing is derived for ${left.join(', ')}`];
}

function exitCode(report: Report, flags: TestFlags): number {
  const verdicts = report.requirements.map((requirement) => requirement.verdict);
  const accepted = new Set(report.requirements.filter((one) => one.accepted).map(({ id }) => id));
  const crashed = report.ended.some(({ requirement }) => requirement === undefined || !accepted.has(requirement));
  if (crashed || verdicts.includes('FAIL') || report.baseline.problems.length > 0) return EXIT.failed;
  if (flags.strict && (verdicts.includes('WARN') || verdicts.includes('PASS_NON_STRICT'))) return EXIT.failed;
  if (isInVain(report)) return EXIT.incomplete;
  const open = report.requirements.some(
    (one) => one.counts && (one.verdict === 'UNTESTABLE' || one.verdict === 'INCONCLUSIVE'),
  );
  return flags.requireComplete && open ? EXIT.incomplete : EXIT.ok;
}
