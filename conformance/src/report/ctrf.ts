import type { Verdict } from '../verdict.ts';
import type { CheckReport, Report } from './report.ts';
import { transcriptLines } from './transcript.ts';

/** Version of the Common Test Report Format that is written. */
const SPEC_VERSION = '0.0.0';

type Status = 'passed' | 'failed' | 'skipped' | 'other';

const STATUS: Record<Verdict, Status> = {
  PASS: 'passed',
  PASS_NON_STRICT: 'passed',
  FAIL: 'failed',
  KNOWN_FAIL: 'other',
  KNOWN_FLAKY: 'other',
  WARN: 'other',
  INFO: 'other',
  UNTESTABLE: 'skipped',
  INCONCLUSIVE: 'skipped',
  NOT_APPLICABLE: 'skipped',
};

/** Common Test Report Format (ctrf.io): a test for each check, its verdict as `rawStatus`. */
export function ctrfReport(report: Report): string {
  const { run, kit } = report;
  const tests = report.checks.map((check) => testOf(check, report));
  const count = (status: Status): number => tests.filter((test) => test.status === status).length;
  const start = Date.parse(run.startedAt);
  const document = {
    reportFormat: 'CTRF',
    specVersion: SPEC_VERSION,
    timestamp: run.startedAt,
    generatedBy: `${kit.name} ${kit.version}`,
    results: {
      tool: { name: kit.name, version: kit.version },
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: 0,
        other: count('other'),
        suites: report.profiles.length,
        start,
        stop: start + run.durationMs,
        duration: run.durationMs,
        extra: {
          subject: report.subject,
          profiles: report.profiles,
          ended: report.ended.map(({ sentence }) => sentence),
          exitCode: run.exitCode,
        },
      },
      tests,
      environment: {
        appName: report.subject.name,
        appVersion: '',
        osPlatform: run.platform,
        extra: { url: report.subject.url, node: run.node, seed: run.seed, workers: run.workers, clock: run.clock },
      },
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function testOf(check: CheckReport, report: Report) {
  const decisive = check.decisions.filter((decision) => decision.verdict === check.verdict);
  const verdict = acceptedVerdict(check, report);
  const status = STATUS[verdict];
  const told = decisive.filter(({ reason }) => reason !== '').map((one) => `${one.requirement}: ${one.reason}`);
  const wrong = status === 'failed' || status === 'other';
  return {
    testId: check.id,
    name: check.title,
    status,
    rawStatus: verdict,
    duration: check.durationMs,
    suite: [check.profile, check.kind],
    filePath: check.source,
    type: check.kind,
    tags: [check.tier],
    ...(check.requirements.length > 0 ? { labels: { requirements: check.requirements } } : {}),
    ...(told.length > 0 ? { message: told.join('\n') } : {}),
    ...(wrong ? { trace: transcriptLines(check.transcript, { width: 200 }).join('\n') } : {}),
    extra: { again: check.again },
  };
}

/** What the check found, unless the baseline accepts all of it. */
function acceptedVerdict(check: CheckReport, report: Report): Verdict {
  if (check.verdict !== 'FAIL') return check.verdict;
  const failed = check.decisions.filter(({ verdict }) => verdict === 'FAIL').map(({ requirement }) => requirement);
  const rows = report.requirements.filter(({ id }) => failed.includes(id));
  const [first] = rows;
  return first !== undefined && rows.every(({ accepted }) => accepted) ? first.verdict : 'FAIL';
}
