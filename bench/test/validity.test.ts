import { describe, expect, it } from 'vitest';
import { LatencyHistogram } from '../src/histogram.ts';
import { parseObjective } from '../src/objective.ts';
import { noIrregularities, type PhaseResult } from '../src/phase.ts';
import { judge } from '../src/validity.ts';

const load = { cpuNs: 0.2e9, wallNs: 1e9, waitedNs: 1e8, loopUtilisation: 0.3, loopDelayMs: 1.5 };

function histogram(latencyMs: number): LatencyHistogram {
  const result = new LatencyHistogram();
  result.recordNs(latencyMs * 1e6);
  return result;
}

function phase(changes: Partial<PhaseResult>): PhaseResult {
  return {
    side: 'subject',
    kind: 'measured',
    publications: 100,
    rate: 100,
    units: 1000,
    timeline: [],
    expected: 1000,
    received: 1000,
    irregularities: noIrregularities,
    waited: 0,
    refused: {},
    ended: {},
    barriersMissed: 0,
    response: histogram(4),
    service: histogram(3),
    sendDelay: histogram(0.1),
    ownDelay: histogram(0.1),
    wallNs: 1e9,
    loads: [{ role: 'publisher', load }],
    foreignShare: 0,
    ...changes,
  };
}

function verdictOf(changes: Partial<PhaseResult>, slo?: string) {
  const only = phase(changes);
  const objective = slo ? { objective: parseObjective(slo), response: only.response } : undefined;
  return judge({
    phases: [only],
    serversEnded: [],
    harnessCores: 1,
    ceiling: 2000,
    ...(objective ? { objective } : {}),
  });
}

const lost = { ...noIrregularities, lost: 1 };
const busy = { ...load, cpuNs: 0.9e9 };
const starved = { ...load, waitedNs: 0.6e9 };
const late = { role: 'probes', load: { ...load, loopDelayMs: 2.6 }, idleDelayMs: 1.5 };
const sleepy = { role: 'probes', load: { ...load, loopDelayMs: 3.2 }, idleDelayMs: 3.2 };
const punctual = { role: 'probes', load: { ...load, loopDelayMs: 2.4 }, idleDelayMs: 1.5 };
const waiting = { ...load, loopUtilisation: 0.95 };

describe('verdict', () => {
  it.each([
    ['a clean run', {}, undefined, 'valid', 0],
    ['an objective that is kept', {}, 'p99<5ms', 'valid', 0],
    ['an objective that is missed', {}, 'p99<4ms', 'objective missed', 1],
    ['a loss', { irregularities: lost }, undefined, 'not valid', 1],
    [
      'a loss by a busy generator',
      { irregularities: lost, loads: [{ role: 'sinks', load: busy }] },
      undefined,
      'not valid',
      1,
    ],
    ['a connection that ended', { ended: { 'closed with 1013': 1 } }, undefined, 'not valid', 1],
    ['a refused publication', { refused: { '403': 1 } }, undefined, 'not valid', 1],
    ['a process above 85 % of its core', { loads: [{ role: 'sinks', load: busy }] }, undefined, 'void', 4],
    ['a loop above 0.9', { loads: [{ role: 'sinks', load: waiting }] }, undefined, 'void', 4],
    ['a process that waited for its core', { loads: [{ role: 'sinks', load: starved }] }, undefined, 'void', 4],
    ['processes that fill the core together', { loads: Array(5).fill({ role: 'sinks', load }) }, undefined, 'void', 4],
    ['a process that comes late to its turn', { loads: [late] }, undefined, 'latencies void', 4],
    ['the same where latencies are what it is about', { loads: [late] }, 'p99<5ms', 'void', 4],
    ['the same in a block that was set aside', { kind: 'disturbed', loads: [late] }, undefined, 'valid', 0],
    ['one that is late already at rest', { loads: [sleepy] }, undefined, 'latencies void', 4],
    ['one that is as late at rest', { loads: [punctual] }, undefined, 'valid', 0],
    ['a generator as late as a tenth of the objective', { ownDelay: histogram(0.6) }, 'p99<5ms', 'void', 4],
    ['a late generator and a missed objective', { ownDelay: histogram(0.6) }, 'p99<4ms', 'void', 4],
    ['a server that keeps the publisher waiting', { sendDelay: histogram(3) }, 'p99<5ms', 'valid', 0],
    [
      'a busy generator in the warm-up',
      { kind: 'warm-up', loads: [{ role: 'sinks', load: busy }] },
      undefined,
      'valid',
      0,
    ],
  ] as const)('on %s', (_, changes, slo, verdict, exitCode) => {
    expect(verdictOf(changes as Partial<PhaseResult>, slo)).toMatchObject({ verdict, exitCode });
  });

  it('says so of all figures when the generator was busy as well as late', () => {
    const { verdict, reasons } = verdictOf({ loads: [late, { role: 'sinks', load: busy }] });
    expect(verdict).toBe('void');
    expect(reasons).toContainEqual(expect.stringContaining('of a core'));
    expect(reasons).toContainEqual(expect.stringContaining('later than at rest'));
  });

  it('is void when the harness was near what it can receive', () => {
    const verdict = judge({ phases: [phase({})], serversEnded: [], harnessCores: 1, ceiling: 1400 });
    expect(verdict).toMatchObject({ verdict: 'void', reasons: [expect.stringContaining('71 % of the most')] });
  });

  it('is not valid when subscribers that had stopped reading have a gap that they were not told of', () => {
    const stall = { side: 'subject', stalled: 5, caughtUp: 3, ended: { 'closed with 1013': 1 }, silentGaps: 1 };
    const verdict = judge({ phases: [phase({})], serversEnded: [], harnessCores: 1, stalls: [stall] });
    expect(verdict).toMatchObject({ verdict: 'not valid', reasons: [expect.stringContaining('1 subscribers')] });
    expect(
      judge({ phases: [phase({})], serversEnded: [], harnessCores: 1, stalls: [{ ...stall, silentGaps: 0 }] }),
    ).toMatchObject({ verdict: 'valid' });
  });

  it('names the server that ended', () => {
    const verdict = judge({ phases: [phase({})], serversEnded: ['it ended with SIGSEGV'], harnessCores: 1 });
    expect(verdict).toEqual({ verdict: 'not valid', exitCode: 1, reasons: ['it ended with SIGSEGV'] });
  });
});
