import type { CheckPlan } from '../check.ts';
import type { TestFlags } from './flags.ts';

/** The command that runs one check alone against the same subject. */
export function againCommand(flags: TestFlags, check: CheckPlan): string {
  const quoted = (text: string): string =>
    /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
  const parts = [
    ...(flags.subject === undefined ? [] : ['--subject', flags.subject]),
    ...(flags.url === undefined ? [] : ['--url', flags.url]),
    ...(flags.start === undefined ? [] : ['--start', flags.start]),
    ...(flags.url === undefined ? [] : ['--profile', check.profile]),
    ...(flags.capability ?? []).flatMap((capability) => ['--capability', capability]),
    ...(flags.parameter ?? []).flatMap((parameter) => ['--parameter', parameter]),
    ...(flags.slow && check.needs.includes('time') ? ['--slow'] : []),
    ...(flags.timeout === undefined ? [] : ['--timeout', String(flags.timeout)]),
    '--only',
    check.id,
    '--verbose',
  ];
  return ['npx agentwire-conformance test', ...parts.map(quoted)].join(' ');
}
