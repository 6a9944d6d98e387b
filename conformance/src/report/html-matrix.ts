import type { ProfileSummary } from '../summary.ts';
import type { Verdict } from '../verdict.ts';
import { anchor, text } from './html-text.ts';
import type { Report, RequirementReport } from './report.ts';

/** How a cell is told: the first verdict that one of its requirements has. */
const TELLING: readonly { verdict: Verdict; sign: string; words: string }[] = [
  { verdict: 'FAIL', sign: '✗', words: 'broken' },
  { verdict: 'WARN', sign: '!', words: 'should be better' },
  { verdict: 'KNOWN_FAIL', sign: '✗', words: 'broken, accepted' },
  { verdict: 'KNOWN_FLAKY', sign: '✗', words: 'broken at times, accepted' },
  { verdict: 'INCONCLUSIVE', sign: '?', words: 'not decided' },
  { verdict: 'UNTESTABLE', sign: '?', words: 'not decided' },
  { verdict: 'PASS_NON_STRICT', sign: '✓', words: 'verified' },
  { verdict: 'PASS', sign: '✓', words: 'verified' },
  { verdict: 'INFO', sign: 'i', words: 'worth knowing' },
  { verdict: 'NOT_APPLICABLE', sign: '–', words: 'not applicable' },
];

/** Each sign once, by what it says first. */
const LEGEND = TELLING.filter(({ sign }, index) => TELLING.findIndex((other) => other.sign === sign) === index)
  .map(({ sign, words }) => `${sign} ${words}`)
  .join(' · ');

export const topicAnchor = (profile: string, topic: string): string => `topic.${anchor(profile)}.${anchor(topic)}`;

/** Topics down, profiles across: how many of the MUSTs hold, and the worst that was found. */
export function matrix(report: Report): string {
  const topics = [...new Set(report.requirements.map(({ topic }) => topic))].sort();
  const head = report.profiles.map(({ id }) => `<th scope="col">${text(id)}</th>`).join('');
  const rows = topics.map((topic) => {
    const cells = report.profiles.map((profile) => cell(report, profile, topic));
    return `<tr><th scope="row">${text(topic)}</th>${cells.join('')}</tr>`;
  });
  return `<h2 id="matrix">Profiles and topics</h2>
<div class="scroll"><table class="matrix">
<thead><tr><td></td>${head}</tr></thead><tbody>${rows.join('')}</tbody>
</table></div>
<p class="small soft">The figures count the applicable MUST. ${LEGEND}</p>`;
}

function cell(report: Report, profile: ProfileSummary, topic: string): string {
  const members = report.requirements.filter((one) => one.profile === profile.id && one.topic === topic);
  const told = TELLING.find(({ verdict }) => members.some((one) => one.verdict === verdict));
  if (!told) return '<td class="none"></td>';
  const { verdict, sign, words } = told;
  const link = `<a href="#${topicAnchor(profile.id, topic)}" title="${words}">${sign} ${figures(members)}</a>`;
  return `<td class="c-${verdict}">${link}</td>`;
}

function figures(members: readonly RequirementReport[]): string {
  const musts = members.filter((one) => one.counts);
  const holding = musts.filter(({ verdict }) => verdict === 'PASS' || verdict === 'PASS_NON_STRICT');
  return musts.length === 0 ? '' : `${holding.length}/${musts.length}`;
}
