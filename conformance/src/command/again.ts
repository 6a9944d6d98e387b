import type { CheckPlan } from '../check.ts';
import type { GivenSubject } from '../report/report.ts';

/** The command that runs some checks beside each other, and no others, against the same subject. */
export function againCommand(
  flags: GivenSubject & { seed?: number },
  checks: readonly (Pick<CheckPlan, 'id' | 'profile' | 'needs'> & { kind?: CheckPlan['kind'] })[],
): string {
  const quoted = (text: string): string =>
    /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
  const parts = [
    ...(flags.spec === undefined ? [] : ['--spec', flags.spec]),
    ...(flags.subject === undefined ? [] : ['--subject', flags.subject]),
    ...(flags.url === undefined ? [] : ['--url', flags.url]),
    ...(flags.start === undefined ? [] : ['--start', flags.start]),
    ...(flags.ready === undefined ? [] : ['--ready', flags.ready]),
    ...((flags.url ?? flags.ready) === undefined
      ? []
      : [...new Set(checks.map(({ profile }) => profile))].flatMap((profile) => ['--profile', profile])),
    ...(flags.capability ?? []).flatMap((capability) => ['--capability', capability]),
    ...(flags.parameter ?? []).flatMap((parameter) => ['--parameter', parameter]),
    ...(flags.slow && checks.some(({ needs }) => needs.includes('time')) ? ['--slow'] : []),
    ...(flags.timeout === undefined ? [] : ['--timeout', String(flags.timeout)]),
    ...(checks.some(({ kind }) => kind === 'walk') && flags.seed !== undefined ? ['--seed', String(flags.seed)] : []),
    ...checks.flatMap(({ id }) => ['--only', id]),
    '--verbose',
  ];
  return ['npx agentwire-conformance test', ...parts.map(quoted)].join(' ');
}
