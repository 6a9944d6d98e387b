import type { CheckOutcome, CheckPlan, CheckResult, Decision } from './check.ts';
import { DEFAULT_TIMEOUT_MS } from './environment.ts';
import { kitError } from './exit.ts';
import type { Job } from './job.ts';
import { type Missing, missing } from './needs.ts';
import type { RunOptions } from './run-options.ts';

/** A loop that was held up longer may have missed what it waited for, milliseconds. */
const LONGEST_LAG_MS = 1_000;

/**
 * Plays a job where its needs are met; once more when something went wrong while the kit itself was held up,
 * and the subject is still there to be asked.
 * @param blocked why nothing that needs the identity can be decided
 */
export async function playJob(job: Job, options: RunOptions, blocked: string | undefined): Promise<CheckOutcome[]> {
  const given = options.given(job.profile);
  const [first] = job.checks;
  const lacking: Missing | undefined =
    missing(first?.needs ?? [], given, { profile: job.profile }) ??
    (blocked !== undefined && first?.needs.includes('identity')
      ? { outcome: 'untestable', reason: blocked }
      : undefined);
  if (lacking) return job.checks.map((check) => withoutRun(check, lacking));
  const once = await attempt(job, options);
  if (!once.lagged) return once.outcomes;
  await options.life.look();
  if (options.life.gone()) return once.outcomes;
  const twice = await attempt(job, options);
  return twice.lagged ? twice.outcomes.map(inconclusive) : twice.outcomes;
}

function withoutRun(check: CheckPlan, why: { outcome: Decision['outcome']; reason: string }): CheckOutcome {
  return {
    check,
    decisions: check.requirements.map((requirement) => ({ requirement, ...why })),
    transcript: [],
    durationMs: 0,
  };
}

/** One run of a job; `lagged` when something went wrong while the kit's own loop was held up. */
async function attempt(job: Job, options: RunOptions): Promise<{ outcomes: CheckOutcome[]; lagged: boolean }> {
  const startedMs = performance.now();
  const { environment, release } = await options.environment(job);
  const limitMs = job.limitMs * Math.max(1, environment.timeoutMs / DEFAULT_TIMEOUT_MS);
  const results = await limited(job.run(environment), limitMs)
    .catch((error: Error) => {
      throw kitError(`${job.checks[0]?.id} (${job.checks[0]?.source}): ${error.message}`);
    })
    .finally(release);
  const durationMs = Math.round(performance.now() - startedMs);
  const outcomes = job.checks.map((check): CheckOutcome => {
    const result: CheckResult | undefined = results?.get(check.id);
    if (!result) return withoutRun(check, { outcome: 'inconclusive', reason: `not finished within ${limitMs} ms` });
    if (result.decisions.length === 0) throw kitError(`${check.id} (${check.source}) ended without a single assertion`);
    return { check, ...result, durationMs: job.checks.length === 1 ? durationMs : lengthOf(result) };
  });
  const wrong = outcomes.some((outcome) => outcome.decisions.some((decision) => decision.outcome !== 'pass'));
  return { outcomes, lagged: wrong && options.lag.longestSince(startedMs) > LONGEST_LAG_MS };
}

const lengthOf = (result: CheckResult): number =>
  (result.transcript.at(-1)?.atMs ?? 0) - (result.transcript[0]?.atMs ?? 0);

function inconclusive(outcome: CheckOutcome): CheckOutcome {
  const decisions = outcome.decisions.map((decision) =>
    decision.outcome === 'fail' && !decision.observed
      ? { ...decision, outcome: 'inconclusive' as const, reason: `the kit itself was held up (${decision.reason})` }
      : decision,
  );
  return { ...outcome, decisions };
}

/** The result, or undefined when it takes too long. */
function limited<T>(work: Promise<T>, limitMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
