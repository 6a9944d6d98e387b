import type { Verdict } from '../verdict.ts';
import type { Entry } from '../wire/transcript.ts';
import { counted } from './counted.ts';
import { STYLE } from './html-style.ts';
import type { CheckReport, DecisionReport, Report, RequirementReport } from './report.ts';

/** The report as one page that needs no network and no script. */
export function htmlReport(report: Report): string {
  const title = `Conformance of ${report.subject.name}`;
  const of = (...verdicts: Verdict[]): RequirementReport[] =>
    report.requirements.filter((one) => verdicts.includes(one.verdict));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${text(title)}</h1>
${notes(report)}
<div class="profiles">${report.profiles.map((profile) => profileCard(profile, report)).join('')}</div>
${section('What is broken', 'fail', of('FAIL'), report, 'Nothing that the document demands was found broken.')}
${section('What should be better', 'warn', of('WARN'), report)}
${section('Worth knowing', 'info', of('INFO'), report)}
${undecided(of('UNTESTABLE', 'INCONCLUSIVE'))}
${all(report)}
${environment(report)}
</main>
</body>
</html>
`;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (value: unknown): string =>
  String(value).replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
const badge = (verdict: Verdict): string => `<span class="v v-${verdict}">${verdict.replaceAll('_', ' ')}</span>`;
const anchor = (id: string): string => id.replaceAll('/', '.');

function notes(report: Report): string {
  const ended = report.ended.map(
    ({ sentence, lastWords }) =>
      `<p><strong>${text(sentence)}</strong></p>${lastWords.length > 0 ? `<pre>${text(lastWords.join('\n'))}</pre>` : ''}`,
  );
  return ended.join('') + report.notes.map((note) => `<p><strong>Note:</strong> ${text(note)}</p>`).join('');
}

function profileCard(profile: Report['profiles'][number], report: Report): string {
  const counted = report.requirements.filter((one) => one.profile === profile.id && one.counts);
  const share = (count: number): string => `${counted.length === 0 ? 0 : (100 * count) / counted.length}%`;
  const failed = counted.filter((one) => one.verdict === 'FAIL').length;
  const parts = Object.entries(profile.verdicts)
    .filter(([verdict]) => verdict !== 'PASS')
    .map(([verdict, count]) => `${badge(verdict as Verdict)} ${count}`);
  const conformant = profile.conformant && !report.run.partial ? ' <span class="v v-PASS">conformant</span>' : '';
  const topics = Map.groupBy(
    report.requirements.filter((one) => one.profile === profile.id),
    (one) => one.topic,
  );
  const order: Verdict[] = [
    'FAIL',
    'WARN',
    'INCONCLUSIVE',
    'UNTESTABLE',
    'INFO',
    'PASS_NON_STRICT',
    'PASS',
    'NOT_APPLICABLE',
  ];
  const matrix = [...topics].map(([topic, members]) => {
    const verdict = order.find((candidate) => members.some((one) => one.verdict === candidate)) ?? 'PASS';
    return `<li><span class="v-${verdict}">●</span> ${text(topic)}</li>`;
  });
  return `<div class="profile">
<p><strong>${text(profile.title)}</strong> <span class="soft">${text(profile.id)}</span>${conformant}</p>
<p class="figure">${profile.verified} of ${profile.applicable} <small>verified of the applicable MUST${report.run.partial ? ' selected' : ''}</small></p>
<div class="bar"><i class="b-PASS" style="width:${share(profile.verified)}"></i><i class="b-FAIL" style="width:${share(failed)}"></i><i class="b-open" style="width:${share(counted.length - profile.verified - failed)}"></i></div>
<p class="small">${parts.join(' · ') || 'nothing to complain about'}</p>
<ul class="matrix">${matrix.join('')}</ul>
<p class="small soft"><code>${text(profile.url)}</code></p>
</div>`;
}

function section(title: string, id: string, members: RequirementReport[], report: Report, empty?: string): string {
  if (members.length === 0) return empty === undefined ? '' : `<h2 id="${id}">${title}</h2><p>${empty}</p>`;
  return `<h2 id="${id}">${title} (${members.length})</h2>${members.map((one) => brokenCase(one, report)).join('')}`;
}

function brokenCase(requirement: RequirementReport, report: Report): string {
  const wrong = report.checks
    .flatMap((check) =>
      check.decisions
        .filter((decision) => decision.requirement === requirement.id && decision.verdict === requirement.verdict)
        .sort((left, right) => Number(left.observed ?? false) - Number(right.observed ?? false))
        .slice(0, 1)
        .map((decision) => ({ check, decision })),
    )
    .sort((left, right) => weight(left) - weight(right));
  const [best, ...others] = wrong;
  return `<article class="case ${requirement.verdict}" id="${anchor(requirement.id)}">
<header>${badge(requirement.verdict)}<h3>${text(requirement.id)}</h3><span class="soft small">${requirement.level}${requirement.basis === 'proposed' ? ', our proposal' : ''}</span></header>
<p>${text(requirement.text)}</p>
${best ? finding(best.check, best.decision, requirement, 'open') : ''}
${others.length > 0 ? `<details><summary class="small">${counted(others.length, 'more check')} found it</summary>${others.map(({ check, decision }) => finding(check, decision, requirement, 'closed')).join('')}</details>` : ''}
${requirement.note ? `<p class="small soft">${text(requirement.note)}</p>` : ''}
</article>`;
}

function weight({ check, decision }: { check: CheckReport; decision: DecisionReport }): number {
  return (check.kind === 'scenario' ? 0 : check.kind === 'derived' ? 2 : 4) + (decision.observed ? 1 : 0);
}

function finding(
  check: CheckReport,
  decision: DecisionReport,
  requirement: RequirementReport,
  state: 'open' | 'closed',
): string {
  const row = (name: string, value: string | undefined): string => (value ? `<dt>${name}</dt><dd>${value}</dd>` : '');
  const code = (value: string | undefined): string | undefined => (value ? `<code>${text(value)}</code>` : undefined);
  return `<dl>
${row('found', text(decision.reason))}
${row('expected', code(decision.expected))}
${row('actual', code(decision.actual))}
${row('where', `${text(check.id)}${decision.at ? `, ${text(decision.at)}` : ''}`)}
${row('document', code(`${requirement.source}${check.source === requirement.source ? '' : `, ${check.source}`}`))}
${row('again', code(check.again))}
</dl>
${transcript(check.transcript, state)}`;
}

const WAYS: Record<Entry['event'], string> = {
  open: 'opens',
  refused: 'refused',
  sent: 'kit →',
  received: '← server',
  closed: 'closed',
  note: 'note',
};

function transcript(entries: readonly Entry[], state: 'open' | 'closed'): string {
  const shown = entries.filter((entry) => !entry.foreign);
  const left = entries.length - shown.length;
  if (shown.length === 0) return '';
  const rows = shown.map((entry) => {
    const kind = entry.frame === undefined || entry.frame === 'text' ? '' : `[${entry.frame}] `;
    const fault = entry.fault === undefined ? '' : `<br>▲ ${text(entry.fault)}`;
    return `<tr${entry.fault === undefined ? '' : ' class="fault"'}><td>${entry.atMs}</td><td class="lane">${text(entry.lane)}</td><td class="way">${WAYS[entry.event]}</td><td class="t">${kind}${text(entry.text)}${fault}</td></tr>`;
  });
  const rest =
    left === 0 ? '' : `<p class="small soft">${left} events that this check did not wait for are left out.</p>`;
  return `<details${state === 'open' && shown.length <= 30 ? ' open' : ''}><summary class="small">Transcript of all sockets, ${shown.length} entries</summary>
<div class="lanes"><table><thead><tr><th>ms</th><th>socket</th><th></th><th>frame</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>${rest}</details>`;
}

function undecided(open: RequirementReport[]): string {
  if (open.length === 0) return '';
  const groups = [...Map.groupBy(open, (one) => `${one.verdict}\u0000${one.reason}`)].map(([key, members]) => {
    const [verdict = '', reason = ''] = key.split('\u0000');
    const items = members.map(
      (one) => `<li><code>${text(one.id)}</code> <span class="soft small">${one.level}</span> ${text(one.text)}</li>`,
    );
    return `<p>${badge(verdict as Verdict)} ${text(reason)}</p><ul class="small">${items.join('')}</ul>`;
  });
  return `<h2 id="undecided">What was not decided, and why (${open.length})</h2>${groups.join('')}`;
}

function all(report: Report): string {
  const checksOf = Map.groupBy(
    report.checks.flatMap((check) => check.requirements.map((requirement) => ({ check, requirement }))),
    ({ requirement }) => requirement,
  );
  const rows = report.requirements.map((one) => {
    const checks = (checksOf.get(one.id) ?? []).map(({ check }) => check);
    const items = checks.map(
      (check) =>
        `<li>${badge(check.verdict)} ${text(check.id)} <span class="soft">${check.tier}, ${check.durationMs} ms</span></li>`,
    );
    const name = ['FAIL', 'WARN', 'INFO'].includes(one.verdict)
      ? `<a href="#${anchor(one.id)}"><code>${text(one.id)}</code></a>`
      : `<code>${text(one.id)}</code>`;
    const why = one.reason !== '' && one.verdict !== 'PASS' ? `<p class="small soft">${text(one.reason)}</p>` : '';
    const list =
      items.length === 0
        ? ''
        : `<details class="small"><summary class="soft">${counted(items.length, 'check')}</summary><ul>${items.join('')}</ul></details>`;
    return `<tr><td>${badge(one.verdict)}</td><td>${name} <span class="soft small">${one.level}, ${one.tier}</span><p class="small">${text(one.text)}</p>${why}${list}</td></tr>`;
  });
  return `<h2 id="all">All requirements (${report.requirements.length})</h2>
<table class="all"><thead><tr><th>Verdict</th><th>Requirement</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function environment(report: Report): string {
  const { run, kit, document, subject } = report;
  const clocks = { virtual: 'moved by the control verb', real: 'waited for', none: 'not available' };
  const rows: [string, string][] = [
    ['subject', `${subject.name} at ${subject.url}${subject.follows ? ', follows Agentwire' : ''}`],
    ['document', `${document.title} ${document.version}`],
    ['kit', `${kit.name} ${kit.version}, Node ${run.node}, ${run.platform}`],
    ['run', `${run.startedAt}, ${(run.durationMs / 1000).toFixed(1)} s, seed ${run.seed}, ${run.workers} workers`],
    ['time', clocks[run.clock]],
    ['exit code', String(run.exitCode)],
  ];
  return `<h2 id="environment">Environment</h2><dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${text(value)}</dd>`).join('')}</dl>`;
}
