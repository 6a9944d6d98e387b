import { describe, expect, it } from 'vitest';
import { LatencyHistogram } from '../src/histogram.ts';
import { noIrregularities } from '../src/phase.ts';
import { assertComparable, comparedRows, renderComparison } from '../src/report/compare.ts';
import { renderHtml } from '../src/report/html.ts';
import { renderMarkdown } from '../src/report/markdown.ts';
import { renderResults } from '../src/report/results.ts';
import { renderTerminal } from '../src/report/terminal.ts';
import type { BlockResult, RunResult, SideResult } from '../src/result.ts';

const hostile = '<script src="https://elsewhere.example/x.js">|';

function side(changes: Partial<SideResult>): SideResult {
  const histogram = new LatencyHistogram();
  for (let index = 1; index <= 2000; index++) histogram.recordNs(index * 1e4);
  const latency = { count: 2000, p50: 10_000, p90: 18_000, p99: 19_800, p999: 19_980, max: 20_000 };
  return {
    side: 'subject',
    name: hostile,
    url: 'ws://127.0.0.1/ws',
    profile: 'cloud',
    transport: 'websocket',
    stamp: '/data/message (x-agentwire.bench.stamp)',
    publishes: 'POST http://127.0.0.1:4000/publish',
    startedByBench: true,
    publications: 201,
    expected: 2010,
    received: 2010,
    reach: 1,
    irregularities: noIrregularities,
    refused: {},
    connectionsEnded: {},
    response: latency,
    responseHistogram: histogram.encode(),
    service: latency,
    sendDelay: latency,
    ownSendDelay: latency,
    perSecond: 2000,
    server: { cpuSecondsPerMillion: 4.2, cpuShare: 0.3, rssBytes: 1e8 },
    ...changes,
  };
}

const block: BlockResult = {
  side: 'subject',
  rate: 100,
  expected: 1000,
  received: 1000,
  responseP50: 10_000,
  responseP99: 19_800,
  serviceP50: 9000,
  serviceP99: 19_000,
  perSecond: 2000,
  timeline: [
    { atS: 0.25, p50: 9000, p99: 19_000, max: 20_000 },
    { atS: 0.75, p50: 11_000, p99: 20_000, max: 20_000 },
  ],
  harnessCpuShare: 0.2,
  harnessLoopUtilisation: 0.3,
  loopDelayAboveRestMs: 0.2,
};

function result(changes: Partial<RunResult> = {}): RunResult {
  return {
    format: 'agentwire-bench/2',
    case: 'fanout',
    unit: 'deliveries',
    startedAt: '2026-01-15T09:30:00.000Z',
    workload: {
      hash: 'abc',
      profile: 'cloud',
      transport: 'websocket',
      delivers: 'CloudNotification',
      connections: 10,
      probes: 5,
      payloadBytes: 128,
      ratePerSecond: 100,
      durationS: 1,
      warmupS: 0,
      blocks: 2,
      lanes: 8,
      burst: 1,
      stalledShare: 0,
    },
    machine: { cpu: 'a CPU', cores: 2, memoryBytes: 2 ** 33, system: 'Linux', node: 'v22', commit: 'f00' },
    placement: 'not pinned',
    seed: 1,
    sides: [side({}), side({ side: 'uws', name: 'bare' })],
    blocks: [block, { ...block, side: 'uws', rate: 200 }, block],
    ratios: [
      {
        measure: 'response p99',
        peer: 'uws',
        pairs: 8,
        value: 1.25,
        interval: { low: 1.1, high: 1.4, confidencePercent: 95 },
        sign: '>',
        better: 'less',
      },
    ],
    searches: [],
    saturation: {
      limit: 'none',
      waitedShare: 0,
      processes: [{ role: 'probes', cpuShare: 0.1, loopUtilisation: 0.1 }],
      harnessCores: 1,
      harnessCpuShare: 0.2,
      loopDelayAboveRestMs: 0.2,
      ceiling: { deliveriesPerSecond: 200_000, measuredAtShare: 0.5, deliveriesPerCpuSecond: 300_000 },
      ceilingShare: 0.1,
    },
    verdict: { verdict: 'void', exitCode: 4, reasons: ['the sinks process took of a core 90 %'] },
    notes: [],
    ...changes,
  };
}

describe('page of a run', () => {
  const page = renderHtml(result());

  it('needs nothing from elsewhere and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(/);
    expect(page).not.toContain(hostile);
    expect(page).toContain('&lt;script src=&quot;https://elsewhere.example/x.js&quot;&gt;');
  });

  it('says what the run is worth before any figure', () => {
    const at = (text: string) => page.indexOf(text);
    expect(at('VOID')).toBeGreaterThan(0);
    expect(at('VOID')).toBeLessThan(at('<h2>Figures'));
    expect(at('the sinks process took')).toBeLessThan(at('<h2>Figures'));
  });

  it('draws the plots that the result has figures for', () => {
    for (const title of ['by percentile', 'over time', 'against rate', 'Server CPU per million deliveries']) {
      expect(page).toMatch(new RegExp(`<figcaption>[^<]*${title}`));
    }
    expect(page).not.toContain('memory per connection<');
    const one = renderHtml(result({ blocks: [block] }));
    expect(one).not.toContain('against rate');
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('other forms', () => {
  it('say the same', () => {
    expect(renderMarkdown(result())).toContain('# fanout: void');
    expect(renderMarkdown(result())).toContain('\\|');
    const terminal = renderTerminal(result());
    expect(terminal).toMatch(/response p99 +1\.25× +1\.10 to 1\.40, 95 % +the subject takes more/);
    expect(terminal).toContain('VOID');
  });
});

describe('two results', () => {
  it('of the same work stand side by side', () => {
    const compared = { before: result(), after: result({ sides: [side({ perSecond: 3000 })] }) };
    expect(comparedRows(compared)).toContainEqual(['deliveries per second', '2,000', '3,000', '1.50×']);
    expect(renderComparison(compared)).not.toMatch(/NaN|Infinity|undefined|<script/);
  });

  it('of different work are refused, with what differs', () => {
    const after = result({ workload: { ...result().workload, hash: 'def', connections: 20 } });
    expect(() => assertComparable({ before: result(), after })).toThrow('connections 10 and 20');
  });
});

describe('page of results', () => {
  it('tells misses and what was not measured as plainly as the rest', () => {
    const base = { against: 'ws', target: { atLeast: 8 }, unit: '×' } as const;
    const goals = [
      { ...base, measure: 'a', value: 4, outcome: 'missed', detail: 'one in each read' },
      { ...base, measure: 'b', outcome: 'void', detail: 'the machine was busy' },
    ] as const;
    const page = renderResults({
      goals: { startedAt: '2026-01-15', machine: result().machine, placement: 'pinned', minutes: 9, goals: [...goals] },
    });
    expect(page).toMatch(/^\| a +\| +ws \| ≥ 8\.00× \| +4\.00× \| +\| +missed \|$/m);
    expect(page).toMatch(/^\| b +\| +ws \| ≥ 8\.00× \| +\| +\| +void \|$/m);
    expect(page).toContain('the machine was busy');
    expect(page).toContain('- a, against ws: not known yet.');
    expect(page).not.toContain('- b, against ws: not known');
    expect(page).toContain('`npm run bench -- aa` has not run yet');
  });
});
