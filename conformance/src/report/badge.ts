import type { ProfileSummary } from '../summary.ts';
import type { Report } from './report.ts';

/** Width of a character of the badge's font at its size, pixels; a little generous. */
const CHARACTER = 6.6;
const PADDING = 7;

const COLOURS = { good: '#1b7340', open: '#8a5a00', bad: '#b3261e' } as const;

/** The headline as an SVG badge: `agentwire cloud | 52 of 52 MUST`. */
export function badgeReport(report: Report): string {
  const [only, ...others] = report.profiles;
  const label = only && others.length === 0 ? `agentwire ${only.id}` : 'agentwire';
  const message = words(report);
  const left = widthOf(label);
  const right = widthOf(message);
  const colour = COLOURS[stateOf(report)];
  const text = (x: number, value: string): string =>
    [
      `<text x="${x}" y="14" textLength="${value.length * CHARACTER}" lengthAdjust="spacingAndGlyphs">`,
      `${escaped(value)}</text>`,
    ].join('');
  const title = escaped(`${label}: ${message}`);
  const size = `width="${left + right}" height="20"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-label="${title}">
<title>${title}</title>
<clipPath id="round"><rect ${size} rx="3"/></clipPath>
<g clip-path="url(#round)">
<rect width="${left}" height="20" fill="#404756"/>
<rect x="${left}" width="${right}" height="20" fill="${colour}"/>
</g>
<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
${text(left / 2, label)}
${text(left + right / 2, message)}
</g>
</svg>
`;
}

const sum = (profiles: readonly ProfileSummary[], member: 'verified' | 'applicable'): number =>
  profiles.reduce((total, profile) => total + profile[member], 0);

const isConformant = ({ profiles, run }: Report): boolean =>
  !run.partial && profiles.every((profile) => profile.conformant);

function words(report: Report): string {
  const { profiles, run } = report;
  const figures = `${sum(profiles, 'verified')} of ${sum(profiles, 'applicable')} MUST`;
  if (isConformant(report)) return `conformant, ${figures}`;
  return run.partial ? `${figures} selected` : figures;
}

function stateOf(report: Report): keyof typeof COLOURS {
  const failed = report.ended.length > 0 || report.requirements.some(({ verdict }) => verdict === 'FAIL');
  if (failed) return 'bad';
  return isConformant(report) ? 'good' : 'open';
}

const widthOf = (value: string): number => Math.ceil(value.length * CHARACTER + 2 * PADDING);

const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
