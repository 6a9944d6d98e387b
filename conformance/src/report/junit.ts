import type { CheckReport, DecisionReport, Report } from './report.ts';
import { transcriptLines } from './transcript.ts';

/**
 * JUnit XML: a suite for each profile, a case for each check. What breaks a MUST is a failure; what
 * was not decided is skipped, with the reason; a broken SHOULD passes and is told in system-out.
 */
export function junitReport(report: Report): string {
  const suites = report.profiles.map((profile) => {
    const checks = report.checks.filter((check) => check.profile === profile.id);
    const attributes = {
      name: profile.id,
      tests: checks.length,
      failures: checks.filter((check) => check.verdict === 'FAIL').length,
      skipped: checks.filter(isSkipped).length,
      errors: 0,
      time: (checks.reduce((sum, check) => sum + check.durationMs, 0) / 1000).toFixed(3),
      timestamp: report.run.startedAt,
    };
    const properties = [
      ['subject', report.subject.name],
      ['url', profile.url],
      ['seed', String(report.run.seed)],
      ['verified', `${profile.verified} of ${profile.applicable} applicable MUST`],
    ].map(([name, value]) => `      <property${attributeText({ name, value })}/>`);
    return [
      `  <testsuite${attributeText(attributes)}>`,
      '    <properties>',
      ...properties,
      '    </properties>',
      ...checks.flatMap(testCase),
      '  </testsuite>',
    ].join('\n');
  });
  const name = `${report.kit.name} ${report.kit.version}`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributeText({ name, time: report.run.durationMs / 1000 })}>\n${suites.join('\n')}\n</testsuites>\n`;
}

const SKIPPED = new Set(['UNTESTABLE', 'INCONCLUSIVE', 'NOT_APPLICABLE']);
const isSkipped = (check: CheckReport): boolean => SKIPPED.has(check.verdict);

function testCase(check: CheckReport): string[] {
  const [, ...rest] = check.id.split('/');
  const classname = [check.profile, ...rest.slice(0, -1)].join('.');
  const head = `    <testcase${attributeText({ name: check.title, classname, file: check.source, time: (check.durationMs / 1000).toFixed(3) })}>`;
  const decisive = check.decisions.filter((decision) => decision.verdict === check.verdict);
  const summary = decisive.map((decision) => `${decision.requirement}: ${decision.reason}`).join('\n');
  if (check.verdict === 'FAIL') {
    return [
      head,
      `      <failure${attributeText({ message: summary, type: 'FAIL' })}>${text(details(check, decisive))}</failure>`,
      '    </testcase>',
    ];
  }
  if (isSkipped(check)) {
    return [head, `      <skipped${attributeText({ message: `${check.verdict}: ${summary}` })}/>`, '    </testcase>'];
  }
  if (check.verdict === 'WARN' || check.verdict === 'INFO') {
    return [
      head,
      `      <system-out>${text(`${check.verdict}\n${details(check, decisive)}`)}</system-out>`,
      '    </testcase>',
    ];
  }
  return [`${head.slice(0, -1)}/>`];
}

function details(check: CheckReport, decisions: DecisionReport[]): string {
  return [
    ...decisions.flatMap((decision) => [
      `${decision.requirement}: ${decision.reason}`,
      ...(decision.expected ? [`expected ${decision.expected}`] : []),
      ...(decision.actual ? [`actual   ${decision.actual}`] : []),
      ...(decision.at ? [`where    ${decision.at}`] : []),
    ]),
    '',
    ...transcriptLines(check.transcript, { width: 200 }),
    '',
    check.again,
  ].join('\n');
}

const ALLOWED_CONTROLS = new Set(['\t', '\n', '\r']);

/** What XML 1.0 does not allow at all, not even escaped: control characters, half surrogate pairs, two non-characters. */
function isForbidden(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return !ALLOWED_CONTROLS.has(character);
  return (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff;
}

const text = (value: string): string =>
  [...value]
    .map((character) => (isForbidden(character) ? '\ufffd' : character))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

function attributeText(attributes: Record<string, unknown>): string {
  return Object.entries(attributes)
    .map(
      ([name, value]) =>
        ` ${name}="${text(String(value)).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`,
    )
    .join('');
}
