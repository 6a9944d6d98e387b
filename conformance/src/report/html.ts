import { TIER_LEGEND } from '../tier-share.ts';
import { SEVERITY, type Verdict } from '../verdict.ts';
import { counted } from './counted.ts';
import { type Finding, findingsOf, placeOf } from './findings.ts';
import { lanes } from './html-lanes.ts';
import { matrix, topicAnchor } from './html-matrix.ts';
import { STYLE } from './html-style.ts';
import { anchor, badge, code, prose, text } from './html-text.ts';
import type { Report, RequirementReport } from './report.ts';
import { tierFigures } from './tiers.ts';
import { IN_VAIN, isInVain, undecidedOf } from './undecided.ts';

/** Findings of one requirement that are told in full. */
const MOST_FINDINGS = 20;

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
${headline(report)}
${alarms(report)}
<div class="profiles">${report.profiles.map((profile) => profileCard(profile, report)).join('')}</div>
<p class="small soft">${prose(TIER_LEGEND)}.</p>
${section('What is broken', 'broken', of('FAIL'), report, 'Nothing that the document demands was found broken.')}
${section('What should be better', 'better', of('WARN'), report)}
${section('Broken and accepted', 'accepted', of('KNOWN_FAIL', 'KNOWN_FLAKY'), report)}
${undecided(report)}
${section('Worth knowing', 'info', of('INFO'), report)}
${matrix(report)}
${all(report)}
${environment(report)}
</main>
</body>
</html>
`;
}

/** One sentence that says it all. */
function headline({ profiles, run }: Report): string {
  const sum = (member: 'verified' | 'applicable'): number => profiles.reduce((total, one) => total + one[member], 0);
  const conformant = !run.partial && profiles.every((profile) => profile.conformant);
  const figures = `${sum('verified')} of ${sum('applicable')}`;
  const scope = run.partial ? 'MUST that were selected' : 'applicable MUST';
  const verdict = conformant ? ' <span class="v v-PASS">conformant</span>' : '';
  return `<p class="headline">verified <strong>${figures}</strong> ${scope}${verdict}</p>`;
}

function alarms(report: Report): string {
  const ended = report.ended.map(({ sentence, lastWords }) => {
    const words = lastWords.length > 0 ? `<pre>${text(lastWords.join('\n'))}</pre>` : '';
    return `<div class="alarm"><p><strong>${text(sentence)}</strong></p>${words}</div>`;
  });
  const baseline = report.baseline.problems.map(
    (problem) => `<div class="alarm"><p><strong>Baseline:</strong> ${text(problem)}</p></div>`,
  );
  const vain = `<p><strong>${IN_VAIN}:</strong> ${prose(undecidedOf(report)[0]?.reason)}</p>`;
  return [...(isInVain(report) ? [`<div class="alarm">${vain}</div>`] : []), ...ended, ...baseline].join('');
}

function profileCard(profile: Report['profiles'][number], report: Report): string {
  const counted = report.requirements.filter((one) => one.profile === profile.id && one.counts);
  const bar = (kind: string, count: number): string =>
    `<i class="b-${kind}" style="width:${counted.length === 0 ? 0 : (100 * count) / counted.length}%"></i>`;
  const failed = counted.filter((one) => one.verdict === 'FAIL').length;
  const open = counted.length - profile.verified - failed;
  const parts = SEVERITY.filter((verdict) => verdict !== 'PASS' && profile.verdicts[verdict]).map(
    (verdict) => `<li>${badge(verdict)} ${profile.verdicts[verdict]}</li>`,
  );
  const conformant = profile.conformant && !report.run.partial ? ' <span class="v v-PASS">conformant</span>' : '';
  return `<div class="profile">
<p><strong>${text(profile.title)}</strong> <span class="soft">${text(profile.id)}</span>${conformant}</p>
<p class="figure">${profile.verified} of ${profile.applicable} <small>MUST verified</small></p>
<div class="bar">${bar('PASS', profile.verified)}${bar('FAIL', failed)}${bar('open', open)}</div>
<p class="small soft">${tierFigures(profile)}</p>
<ul class="counts small">${parts.join('') || '<li>nothing to complain about</li>'}</ul>
<p class="small soft">${code(profile.url)}</p>
</div>`;
}

function section(title: string, id: string, members: RequirementReport[], report: Report, empty?: string): string {
  if (members.length === 0) return empty === undefined ? '' : `<h2 id="${id}">${title}</h2><p>${empty}</p>`;
  return `<h2 id="${id}">${title} (${members.length})</h2>${members.map((one) => brokenCase(one, report)).join('')}`;
}

function brokenCase(requirement: RequirementReport, report: Report): string {
  const [best, ...others] = findingsOf(requirement, report);
  const more = others.slice(0, MOST_FINDINGS).map((one) => finding(one, requirement, 'closed'));
  const rest = others.length > MOST_FINDINGS ? `<p class="small soft">The JSON report has them all.</p>` : '';
  const found = `${counted(others.length, 'more check')} found it`;
  const { id, verdict, level, basis } = requirement;
  const weight = `${level}${basis === 'proposed' ? ', our proposal' : ''}`;
  return `<article class="case ${verdict}" id="${anchor(id)}">
<header>${badge(verdict)}<h3>${text(id)}</h3><span class="soft small">${weight}</span></header>
<p>${text(requirement.text)}</p>
${accepted(requirement)}
${best ? finding(best, requirement, 'open') : ''}
${more.length > 0 ? `<details><summary class="small">${found}</summary>${more.join('')}${rest}</details>` : ''}
${requirement.note ? `<p class="small soft">${prose(requirement.note)}</p>` : ''}
</article>`;
}

function accepted({ accepted }: RequirementReport): string {
  if (!accepted) return '';
  const issue = accepted.issue === undefined ? '' : ` (${text(accepted.issue)})`;
  return `<p class="small">Accepted until ${text(accepted.expires)}: ${text(accepted.reason)}${issue}</p>`;
}

function finding(found: Finding, requirement: RequirementReport, state: 'open' | 'closed'): string {
  const { check, decision } = found;
  const row = (name: string, value: string | undefined): string => (value ? `<dt>${name}</dt><dd>${value}</dd>` : '');
  const sources = [...new Set([requirement.source, check.source])];
  return `<dl>
${row('found', prose(decision.reason))}
${row('expected', decision.expected && code(decision.expected))}
${row('actual', decision.actual && code(decision.actual))}
${row('where', text(placeOf(found)))}
${row('document', sources.map(code).join(', '))}
${row('again', code(check.again))}
</dl>
${lanes(check.transcript, state)}`;
}

function undecided(report: Report): string {
  const groups = undecidedOf(report);
  if (groups.length + report.notes.length === 0) return '';
  const total = groups.reduce((sum, { members }) => sum + members.length, 0);
  const told = groups.map(({ verdict, reason, members }) => {
    const items = members.map(
      (one) => `<li>${code(one.id)} <span class="soft small">${one.level}</span> ${text(one.text)}</li>`,
    );
    const summary = `${badge(verdict)} ${prose(reason)} <span class="soft">(${members.length})</span>`;
    const list = `<ul class="small">${items.join('')}</ul>`;
    return `<details class="open-question"><summary>${summary}</summary>${list}</details>`;
  });
  const heading = total === 0 ? '' : `<h2 id="undecided">What was not decided, and why (${total})</h2>`;
  const notes = report.notes.map((note) => `<li>${prose(note)}</li>`);
  const left = notes.length === 0 ? '' : `<h2 id="open">What stays open</h2><ul class="small">${notes.join('')}</ul>`;
  return `${heading}${told.join('')}${left}`;
}

function all(report: Report): string {
  const checksOf = Map.groupBy(
    report.checks.flatMap((check) => check.requirements.map((requirement) => ({ check, requirement }))),
    ({ requirement }) => requirement,
  );
  const row = (one: RequirementReport): string => {
    const checks = (checksOf.get(one.id) ?? []).map(({ check }) => check);
    const items = checks.map(
      ({ verdict, id, tier, durationMs }) =>
        `<li>${badge(verdict)} ${text(id)} <span class="soft">${tier}, ${durationMs} ms</span></li>`,
    );
    const told = ['FAIL', 'WARN', 'INFO', 'KNOWN_FAIL', 'KNOWN_FLAKY'].includes(one.verdict);
    const name = told ? `<a href="#${anchor(one.id)}">${code(one.id)}</a>` : code(one.id);
    const why = one.reason !== '' && one.verdict !== 'PASS' ? `<p class="small soft">${prose(one.reason)}</p>` : '';
    const list =
      items.length === 0
        ? ''
        : [
            `<details class="small"><summary class="soft">${counted(items.length, 'check')}</summary>`,
            `<ul>${items.join('')}</ul></details>`,
          ].join('');
    const head = `${name} <span class="soft small">${one.level}, ${one.tier}</span>`;
    const sentence = `<p class="small">${text(one.text)}</p>`;
    return `<tr><td>${badge(one.verdict)}</td><td>${head}${sentence}${why}${list}</td></tr>`;
  };
  const topics = Map.groupBy(report.requirements, ({ profile, topic }) => topicAnchor(profile, topic));
  const bodies = [...topics].map(([id, members]) => {
    const head = `<tr><th colspan="2" scope="rowgroup">${text(`${members[0]?.profile} / ${members[0]?.topic}`)}</th></tr>`;
    return `<tbody id="${id}">${head}${members.map(row).join('')}</tbody>`;
  });
  return `<h2 id="all">All requirements (${report.requirements.length})</h2>
<table class="all"><thead><tr><th>Verdict</th><th>Requirement</th></tr></thead>${bodies.join('')}</table>`;
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
  const items = rows.map(([name, value]) => `<dt>${name}</dt><dd>${text(value)}</dd>`);
  return `<h2 id="environment">Environment</h2><dl>${items.join('')}</dl>`;
}
