import type { Ratio } from '../ratio.ts';
import type { LatencySummary, RunResult, SideResult } from '../result.ts';
import type { SearchResult } from '../search.ts';
import { format, ms, percent, rounded, shownReach } from './figures.ts';

/** One figure of every side. */
export interface Row {
  label: string;
  cells: string[];
}

const latencyRows: readonly [label: string, key: keyof LatencySummary][] = [
  ['p50', 'p50'],
  ['p90', 'p90'],
  ['p99', 'p99'],
  ['p99.9', 'p999'],
  ['max', 'max'],
];

type Figure = [label: string, value: (side: SideResult) => string | 0 | undefined];

const unknown = 'unknown';

/** What did not happen at any side is left out. */
function figures({ unit, verdict }: RunResult): readonly Figure[] {
  const worth = verdict.verdict === 'latencies void' ? ' (void)' : '';
  return [
    ...latencyRows.map(
      ([label, key]): Figure => [
        `response ${label}, ms${worth}`,
        ({ response }) => (response.count === 0 ? undefined : ms(response[key])),
      ],
    ),
    [`service p50, ms${worth}`, ({ service }) => (service.count === 0 ? undefined : ms(service.p50))],
    [`service p99, ms${worth}`, ({ service }) => (service.count === 0 ? undefined : ms(service.p99))],
    [`gap between pieces p50, ms${worth}`, ({ gap }) => gap && ms(gap.p50)],
    [`gap between pieces p99, ms${worth}`, ({ gap }) => gap && ms(gap.p99)],
    ['send delay p50, ms', ({ sendDelay }) => (sendDelay.count === 0 ? undefined : ms(sendDelay.p50))],
    ['send delay p99, ms', ({ sendDelay }) => (sendDelay.count === 0 ? undefined : ms(sendDelay.p99))],
    ['  of it the generator', ({ ownSendDelay }) => (ownSendDelay.count === 0 ? undefined : ms(ownSendDelay.p99))],
    ['latencies kept', ({ response }) => (response.count === 0 ? undefined : format(response.count))],
    ['sent', ({ publications }) => format(publications)],
    ['expected', ({ expected }) => format(expected)],
    ['received', ({ received }) => format(received)],
    ['reach', ({ reach }) => shownReach(reach)],
    ['lost', ({ irregularities }) => format(irregularities.lost)],
    ['duplicates', ({ irregularities }) => format(irregularities.duplicates)],
    ['out of order', ({ irregularities }) => format(irregularities.orderViolations)],
    ['misrouted', ({ irregularities }) => format(irregularities.misrouted)],
    [`${unit} per second`, ({ perSecond }) => rounded(perSecond)],
    [`server CPU s per million ${unit}`, ({ server }) => server?.cpuSecondsPerMillion.toFixed(2) ?? unknown],
    ['server CPU, % of a core', ({ server }) => (server ? percent(server.cpuShare) : unknown)],
    ['server memory, MiB', ({ server }) => (server ? (server.rssBytes / 2 ** 20).toFixed(0) : unknown)],
    [
      'memory per connection, KiB',
      ({ server }) => server?.bytesPerConnection && (server.bytesPerConnection / 1024).toFixed(1),
    ],
    ['stalled: got all in the end', ({ stalls }) => stalls && `${stalls.caughtUp} of ${stalls.stalled}`],
    ['stalled: closed', ({ stalls }) => stalls && String(stalls.stalled - stalls.caughtUp - stalls.silentGaps)],
    ['stalled: silent gaps', ({ stalls }) => stalls && String(stalls.silentGaps)],
  ];
}

/** The figures of all sides. */
export function rowsOf(result: RunResult): Row[] {
  const { sides } = result;
  return figures(result)
    .map(([label, value]) => ({ label, values: sides.map(value) }))
    .filter(({ values }) => values.some((value) => value !== undefined))
    .map(({ label, values }) => ({ label, cells: values.map((value) => value || '') }));
}

export const rowsFootnote =
  'Latencies, rate and CPU are of the measured blocks; counts include warm-ups and the rehearsal.';

export function headOf({ sides }: RunResult): string[] {
  return sides.map(({ name, side }, index) => (index === 0 ? name : `${name} (${side})`));
}

/** What was measured, where and how; a line each. */
export function settingOf({ workload, machine, placement, seed, sides, unit }: RunResult): string[] {
  const { profile, connections, probes, payloadBytes, delivers, ratePerSecond, burst } = workload;
  const stamps = [...new Set(sides.flatMap(({ stamp }) => stamp ?? []))];
  const publishes = [...new Set(sides.flatMap(({ publishes: way }) => way?.replace(/:\d+\//, ':…/') ?? []))];
  const load =
    unit === 'connections'
      ? `${format(ratePerSecond)} new connections a second`
      : `${connections} connections · ${format(ratePerSecond)} a second${burst > 1 ? ` in bursts of ${burst}` : ''}`;
  return [
    `profile ${profile} over ${workload.transport} · ${load}${delivers ? ` · ${payloadBytes} B` : ''}`,
    ...(delivers
      ? [
          `${delivers}, stamp at ${stamps.join(' or ')} · ` +
            `${probes} probes at random positions, ${connections - probes} sinks`,
          `published by ${publishes.join(' or ')} over ${workload.lanes} connection${workload.lanes === 1 ? '' : 's'}`,
        ]
      : []),
    `${workload.blocks} measured blocks of each side, of ${workload.durationS} s ` +
      `after ${workload.warmupS} s of warm-up; counted are ${unit}`,
    `${machine.cpu}, ${machine.cores} cores · ${machine.system} · Node ${machine.node} · ${placement}`,
    `workload ${workload.hash} · seed ${seed}${machine.commit ? ` · commit ${machine.commit}` : ''}`,
  ];
}

const signs: Record<Ratio['better'], Record<Ratio['sign'], string>> = {
  less: { '<': 'the subject takes less', '>': 'the subject takes more', '~': '~ no difference shown' },
  more: { '<': 'the subject does less', '>': 'the subject does more', '~': '~ no difference shown' },
};

export function ratioCells({ measure, value, interval, sign, better, pairs }: Ratio): string[] {
  const range = interval
    ? `${interval.low.toFixed(2)} to ${interval.high.toFixed(2)}, ${interval.confidencePercent} %`
    : `no interval from ${pairs} pairs`;
  return [measure, `${value.toFixed(2)}×`, range, signs[better][sign]];
}

export function searchLine({ rate, range, objective, endedBy, repetitions }: SearchResult): string {
  const ends: Record<SearchResult['endedBy'], string> = {
    server: 'above it the server missed it',
    generator: 'above it the generator was the limit, so the server may do more',
    bound: 'the highest that was tried',
  };
  if (rate === 0) return `${objective} was kept at no rate`;
  const spread = `${format(range[0])} to ${format(range[1])}, median of ${repetitions.length}`;
  return `${objective} is kept up to ${format(Math.round(rate))} a second (${spread}); ${ends[endedBy]}`;
}

const limits: Record<RunResult['saturation']['limit'], (saturation: RunResult['saturation']) => string> = {
  none: () => 'none seen',
  server: () => 'the server had no CPU left',
  'in-flight': ({ waitedShare }) =>
    `${percent(waitedShare)} % of the publications in a block waited for the answer to earlier ones (--lanes)`,
  generator: () => 'the generator',
};

/** What the harness itself was doing; a line each. */
export function generatorLines({ saturation }: RunResult): string[] {
  const { processes, ceiling, ceilingShare, foreignCpuShare, harnessCores } = saturation;
  return [
    ...processes.map(
      ({ role, cpuShare, loopUtilisation }) =>
        `${role.padEnd(12)} CPU ${percent(cpuShare)} % of a core   loop ${percent(loopUtilisation)} %`,
    ),
    `all together CPU ${percent(saturation.harnessCpuShare)} % of ${harnessCores} core${harnessCores === 1 ? '' : 's'}` +
      `, loop delay p99 ${saturation.loopDelayAboveRestMs.toFixed(2)} ms above that at rest`,
    ...(ceiling
      ? [
          `ceiling: ${rounded(ceiling.deliveriesPerSecond)} deliveries per second, ` +
            `of which ${percent(ceilingShare ?? 0)} % were used`,
        ]
      : []),
    ...(foreignCpuShare === undefined
      ? []
      : [`other processes of the machine: up to ${percent(foreignCpuShare)} % of a core in a block`]),
    `limit: ${limits[saturation.limit](saturation)}`,
  ];
}
