import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Profile } from '@agentwire/generated/model';
import { DEFAULT_TIMEOUT_MS } from '../environment.ts';
import { EXIT, usageError } from '../exit.ts';
import { readIdentities, readSecret } from '../identity.ts';
import { Judge } from '../judge.ts';
import { LagMeter } from '../lag.ts';
import { kitVersion, readModel } from '../model.ts';
import { suggestion } from '../nearest.ts';
import type { Given } from '../needs.ts';
import { type Job, planProfile } from '../plan.ts';
import { survivalOf, unspoken } from '../protocol.ts';
import { Redactor } from '../redact.ts';
import { consoleReport } from '../report/console.ts';
import { htmlReport } from '../report/html.ts';
import { jsonReport } from '../report/json.ts';
import { junitReport } from '../report/junit.ts';
import { Progress } from '../report/progress.ts';
import { buildReport, type Report } from '../report/report.ts';
import { type RunResult, runJobs } from '../runner.ts';
import { Target } from '../target.ts';
import { againCommand } from './again.ts';
import { demandCovered, demandPlayable } from './demands.ts';
import type { TestFlags } from './flags.ts';
import { nothingSelected, selectionOf } from './selection.ts';
import { profilesOf, subjectOf } from './subject.ts';

const DEFAULT_WORKERS = 4;

const WRITERS: Record<string, { file: string; write: (report: Report) => string }> = {
  html: { file: 'report.html', write: htmlReport },
  junit: { file: 'junit.xml', write: junitReport },
  json: { file: 'report.json', write: jsonReport },
};

/** Judges a subject; resolves to the exit code. */
export async function test(flags: TestFlags): Promise<number> {
  const startedAt = new Date();
  const model = readModel();
  for (const kind of reportKinds(flags)) {
    if (!WRITERS[kind])
      throw usageError(
        `unknown report ${kind}; there are ${Object.keys(WRITERS).join(', ')}.${suggestion(kind, Object.keys(WRITERS))}`,
      );
  }
  const { manifest, folder, probe } = subjectOf(flags);
  const profiles = profilesOf(flags, manifest, model.profiles);
  const judge = new Judge(model);
  const selection = selectionOf(flags);
  const planned = profiles.flatMap((profile) => planProfile({ model, profile, judge }));
  demandPlayable(profiles);
  demandCovered(manifest, profiles, planned);
  const jobs = selection.jobs(planned);
  if (jobs.length === 0) throw usageError(nothingSelected(flags, planned));

  const redactor = new Redactor();
  const identities = await readIdentities({ manifest: manifest.identities ?? {}, env: process.env, folder, redactor });
  const clockSecret = manifest.control?.clock?.token;
  const clockToken = clockSecret
    ? await readSecret(clockSecret, { what: 'control.clock', label: 'control', env: process.env, folder, redactor })
    : '';
  const timeoutMs = flags.timeout ?? DEFAULT_TIMEOUT_MS;
  const target = await Target.reach({
    manifest,
    folder,
    profiles,
    identities,
    clockToken: clockToken ?? '',
    time: flags.slow ? 'real' : 'none',
    judge,
    redactor,
    timeoutMs,
    probe,
  });
  const given = (profile: string): Given => ({
    identity: (name) => identities.has(name),
    emit: target.canEmit,
    project: target.hasProject,
    clock: target.clock,
    process: target.canStart,
    capabilities: target.capabilities(profile),
  });
  const seed = flags.seed ?? Math.floor(Math.random() * 1_000_000);
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
      given,
      survival: (id) => survivalOf(profiles.find((profile) => profile.id === id) as Profile),
      lag,
      workers,
      seed,
      onDone: progress.done,
      life: target,
      environment: (job) => environmentFor(job, target, profiles),
    });
  } finally {
    progress.end();
    lag.stop();
    await target.release();
  }
  const report = redactor.deep(
    buildReport({
      model,
      outcomes: result.outcomes,
      profiles: profiles.map((profile) => ({ profile, url: addresses.get(profile.id) as string })),
      selected: selection.requirement(result),
      subject: { name: target.name, url: target.root.href, follows: target.follows },
      capabilities: (profile) => target.capabilities(profile),
      version: kitVersion(),
      ended: result.ended,
      notes: profiles.flatMap(unspokenNote),
      again: (check) => againCommand(flags, check),
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
  report.run.exitCode = exitCode(report, flags);
  process.stdout.write(
    consoleReport(report, {
      terminal: { columns: process.stdout.columns ?? 140, colour: hasColour(process.stdout) },
      verbose: flags.verbose === true,
    }),
  );
  writeReports(report, flags);
  return report.run.exitCode;
}

async function environmentFor(job: Job, target: Target, profiles: readonly Profile[]) {
  const profile = profiles.find((candidate) => candidate.id === job.profile) as Profile;
  if (job.ownProcess) return target.freshEnvironment(profile);
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
  if (report.ended.length > 0 || verdicts.includes('FAIL')) return EXIT.failed;
  if (flags.strict && (verdicts.includes('WARN') || verdicts.includes('PASS_NON_STRICT'))) return EXIT.failed;
  const open = report.requirements.some(
    (one) => one.counts && (one.verdict === 'UNTESTABLE' || one.verdict === 'INCONCLUSIVE'),
  );
  return flags.requireComplete && open ? EXIT.incomplete : EXIT.ok;
}

/** A page to open, unless other reports or none were asked for. */
function reportKinds({ report = ['html'] }: TestFlags): string[] {
  return report.filter((kind) => kind !== 'none');
}

function writeReports(report: Report, flags: TestFlags): void {
  const kinds = reportKinds(flags);
  if (kinds.length === 0) return;
  mkdirSync(flags.out, { recursive: true });
  for (const kind of kinds) {
    const { file, write } = WRITERS[kind] as (typeof WRITERS)[string];
    const path = join(flags.out, file);
    writeFileSync(path, write(report));
    process.stderr.write(`wrote ${relative(process.cwd(), path)}\n`);
  }
}

function hasColour(stream: NodeJS.WriteStream): boolean {
  if (process.env.NO_COLOR) return false;
  return process.env.FORCE_COLOR ? process.env.FORCE_COLOR !== '0' : stream.isTTY === true && stream.hasColors();
}
