import { styleText } from 'node:util';
import type { Ratio } from './ratio.ts';
import type { FanoutResult, LatencySummary, SideResult } from './result.ts';
import type { Verdict } from './validity.ts';

const verdictStyles: Record<Verdict['verdict'], 'green' | 'red' | 'yellow'> = {
  valid: 'green',
  'not valid': 'red',
  'objective missed': 'red',
  void: 'yellow',
};

/** The final report for a terminal; a pure function of the result but for colour, which `NO_COLOR` switches off. */
export function renderReport(result: FanoutResult): string {
  return [heading(result), table(result), ratios(result), generator(result), ending(result)]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Bold where the terminal can show it. */
export function bold(text: string): string {
  return styleText('bold', text);
}

function heading({ workload, machine, placement, seed }: FanoutResult): string {
  const { profile, subscribers, probes, payloadBytes, delivers, stamp, ratePerSecond } = workload;
  return [
    bold(`fanout · profile ${profile} · ${subscribers} subscribers · ${payloadBytes} B · ${format(ratePerSecond)}/s`),
    `${delivers}, stamp at ${stamp} · ${probes} probes at random positions, ${subscribers - probes} sinks`,
    `measured blocks of each side: ${workload.blocks}, of ${workload.durationS} s after ${workload.warmupS} s of warm-up`,
    `${machine.cpu}, ${machine.cores} cores · ${machine.system} · Node ${machine.node} · ${placement}`,
    `workload ${workload.hash} · seed ${seed}`,
  ].join('\n');
}

type Row = [label: string, value: (side: SideResult) => string];

const latencyRows: readonly [string, keyof LatencySummary][] = [
  ['p50', 'p50'],
  ['p90', 'p90'],
  ['p99', 'p99'],
  ['p99.9', 'p999'],
  ['max', 'max'],
];

const rows: readonly Row[] = [
  ...latencyRows.map(([label, key]): Row => [`response ${label}, ms`, ({ response }) => ms(response[key])]),
  ['service p50, ms', ({ service }) => ms(service.p50)],
  ['service p99, ms', ({ service }) => ms(service.p99)],
  ['send delay p50, ms', ({ sendDelay }) => ms(sendDelay.p50)],
  ['send delay p99, ms', ({ sendDelay }) => ms(sendDelay.p99)],
  ['  of it the generator', ({ ownSendDelay }) => ms(ownSendDelay.p99)],
  ['latencies kept', ({ response }) => format(response.count)],
  ['publications', ({ publications }) => format(publications)],
  ['deliveries expected', ({ expected }) => format(expected)],
  ['deliveries received', ({ received }) => format(received)],
  ['reach', ({ reach }) => shownReach(reach)],
  ['lost', ({ irregularities }) => format(irregularities.lost)],
  ['duplicates', ({ irregularities }) => format(irregularities.duplicates)],
  ['out of order', ({ irregularities }) => format(irregularities.orderViolations)],
  ['deliveries per second', ({ deliveriesPerSecond }) => format(Math.round(deliveriesPerSecond))],
  ['server CPU s per million', ({ server }) => server?.cpuSecondsPerMillionDeliveries.toFixed(2) ?? 'unknown'],
  ['server CPU, % of a core', ({ server }) => (server ? percent(server.cpuShare) : 'unknown')],
  ['server memory, MiB', ({ server }) => (server ? (server.rssBytes / 2 ** 20).toFixed(0) : 'unknown')],
];

const footnote = 'Latencies, rate and CPU are of the measured blocks; counts include warm-ups and the rehearsal.';

function table({ sides }: FanoutResult): string {
  const head = ['', ...sides.map(({ name, side }) => (side === 'peer' ? `${name} (peer)` : name))];
  const cells = [head, ...rows.map(([label, value]) => [label, ...sides.map(value)])];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('   '),
  );
  return [bold(lines[0] ?? ''), ...lines.slice(1), footnote].join('\n');
}

const signs: Record<Ratio['sign'], string> = {
  '<': 'the subject takes less',
  '>': 'the subject takes more',
  '~': '~ no difference shown',
};

function ratios({ ratios, sides, workload }: FanoutResult): string {
  if (ratios.length === 0) return '';
  const [subject, peer] = sides;
  const lines = ratios.map(({ measure, median, min, max, sign }) => {
    const range = `(${min.toFixed(2)} to ${max.toFixed(2)})`;
    return `${measure.padEnd(28)} ${median.toFixed(2)}×   ${range}   ${signs[sign]}`;
  });
  return [
    bold(`${subject?.name} ÷ ${peer?.name}, below 1 the subject is better`),
    `median of ${workload.blocks} pairs of blocks (range); a difference is claimed by sign test at 5 %, from 6 pairs on`,
    ...lines,
  ].join('\n');
}

const limits: Record<FanoutResult['saturation']['limit'], (saturation: FanoutResult['saturation']) => string> = {
  none: () => 'none seen',
  server: () => 'the server had no CPU left',
  'in-flight': ({ waitedShare }) =>
    `${percent(waitedShare)} % of the publications in a block waited for the answer to earlier ones (--in-flight)`,
  generator: () => 'the generator',
};

function generator({ saturation }: FanoutResult): string {
  const processes = saturation.processes.map(
    ({ role, cpuShare, loopUtilisation }) =>
      `${role.padEnd(12)} CPU ${percent(cpuShare)} % of a core   loop ${percent(loopUtilisation)} %`,
  );
  return [
    bold('Generator, each process in its busiest block'),
    ...processes,
    `all together CPU ${percent(saturation.harnessCpuShare)} % of ${saturation.harnessCores} core${saturation.harnessCores === 1 ? '' : 's'}`,
    ...(saturation.foreignCpuShare === undefined
      ? []
      : [`other processes of the machine: up to ${percent(saturation.foreignCpuShare)} % of a core in a block`]),
    `limit: ${limits[saturation.limit](saturation)}`,
  ].join('\n');
}

function ending({ verdict, notes, objective }: FanoutResult): string {
  const kept = objective ? `   ${objective.text}: ${ms(objective.observedUs)} ms` : '';
  return [
    ...notes,
    styleText(['bold', verdictStyles[verdict.verdict]], verdict.verdict.toUpperCase()) + kept,
    ...verdict.reasons.map((reason) => `  ${reason}`),
  ].join('\n');
}

/** Never rounds to 1.000 what is not whole. */
export function shownReach(reach: number): string {
  return (Math.floor(reach * 1000) / 1000).toFixed(3);
}

export function ms(microseconds: number): string {
  return (microseconds / 1000).toFixed(2);
}

export function percent(share: number): string {
  return (share * 100).toFixed(0);
}

export function format(value: number): string {
  return value.toLocaleString('en-US');
}
