import type { LoadOptions } from './options.ts';
import type { PhaseResult } from './phase.ts';
import { fewestPairs } from './ratio.ts';
import type { Side } from './roles.ts';
import { type Subject, tokenVariables } from './subject.ts';

/** CPU of other processes, share of one core, that is mentioned. */
const noticeableShare = 0.1;

/** What a reader of the figures has to know besides; a sentence each. */
export function notesOf(options: {
  options: LoadOptions;
  subjects: ReadonlyMap<Side, Subject>;
  phases: readonly PhaseResult[];
  /** Whether the case delivers, and the harness's ceiling was not taken. */
  lacksCeiling: boolean;
}): string[] {
  const { subjects, phases, lacksCeiling } = options;
  const { blocks, lossAfterMs, timeoutMs } = options.options;
  const all = [...subjects.values()];
  const measured = phases.filter(({ kind }) => kind === 'measured');
  const disturbed = phases.filter(({ kind }) => kind === 'disturbed').length;
  const profiles = new Set(all.map(({ workload }) => workload.profile));
  const [silence, bound] = [lossAfterMs, timeoutMs].map((time) => time / 1000);
  const notes: [applies: boolean, note: string][] = [
    [lacksCeiling, 'What the harness can receive itself was not measured.'],
    [
      phases.some(({ irregularities }) => irregularities.lost > 0),
      `Lost: missing after ${silence} s of silence, or ${bound} s after the last publication. The run ended with it.`,
    ],
    [
      phases.some(({ kind, received }) => kind === 'rehearsal' && received === 0),
      `Nobody received the rehearsal: ${
        phases.some(({ refused }) => Object.keys(refused).some(isForWantOfToken))
          ? `the publisher's token was refused, ${tokenOf('publisher', all)}.`
          : `is the subscribers' token accepted, ${tokenOf('subscriber', all)}, ` +
            'and does the publish call reach this channel?'
      }`,
    ],
    [
      phases.some(({ barriersMissed }) => barriersMissed > 0),
      'Some connections did not answer the barrier after a phase; a late duplicate could have escaped there.',
    ],
    [
      disturbed > 0,
      `${disturbed} block${disturbed === 1 ? '' : 's'} in which the server or the harness was kept from its core ` +
        `${disturbed === 1 ? 'was' : 'were'} set aside and measured again.`,
    ],
    [
      measured.some(({ foreignShare }) => (foreignShare ?? 0) > noticeableShare),
      'Other processes were busy on this machine; latencies and ratios are worth less for it.',
    ],
    [
      all.some(({ workload: { deliveries } }) => deliveries !== undefined && deliveries.stamp.pointer === undefined),
      'Deliveries carry no stamp and are matched by their order: a loss is counted, which one was lost is not known, ' +
        'and service latency counts from the intended time.',
    ],
    [all.length > 1 && blocks < fewestPairs, `Fewer than ${fewestPairs} pairs of blocks: no difference is claimed.`],
    [profiles.size > 1, 'Not all servers speak the same profile; their messages differ in size.'],
    [all.some(({ server }) => !server), 'CPU and memory are known only of servers that the bench starts.'],
    [
      all.length > 1 && all.some(({ endpoint }) => !isLocal(endpoint.host)),
      'The peer runs on this machine and the subject does not: the network stands between them.',
    ],
  ];
  return notes.filter(([applies]) => applies).map(([, note]) => note);
}

function isForWantOfToken(answer: string): boolean {
  return /^40[13]\b/.test(answer);
}

/** Where the token comes from, so that a reader knows what to set. */
function tokenOf(identity: keyof typeof tokenVariables, subjects: readonly Subject[]): string {
  const name = tokenVariables[identity];
  if (subjects.every(({ server }) => server)) return 'which is that of the manifest';
  return process.env[name] ? `which is that of ${name}` : `and ${name} is not set`;
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
