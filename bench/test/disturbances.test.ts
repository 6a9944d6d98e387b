import { describe, expect, it } from 'vitest';
import { disturbanceOf } from '../src/disturbances.ts';
import { LatencyHistogram } from '../src/histogram.ts';
import type { PhaseResult } from '../src/phase.ts';
import { usual } from '../src/real-time.ts';

const load = { cpuNs: 0, wallNs: 1e9, waitedNs: 2e7, loopUtilisation: 0, loopDelayMs: 1.4 };
const probes = { role: 'probes', load, idleDelayMs: 1.3 };
const pinned = {
  server: '0',
  harness: '1',
  harnessCores: 1,
  punctual: { probes: usual, publisher: usual },
  description: '',
};
const { server: _, ...unpinned } = pinned;

/** A hundred of the same, in milliseconds. */
function delays(ms: number): LatencyHistogram {
  const histogram = new LatencyHistogram();
  for (let count = 0; count < 100; count++) histogram.recordNs(ms * 1e6);
  return histogram;
}

function block(changes: Partial<PhaseResult>): PhaseResult {
  const server = { cpuNs: 3e8, waitedNs: 1e7, rssBytes: 0 };
  return {
    wallNs: 1e9,
    loads: [probes],
    server,
    response: delays(10),
    ownDelay: delays(0.1),
    ...changes,
  } as PhaseResult;
}

describe('a block that is to be measured again', () => {
  const waited = { server: { cpuNs: 3e8, waitedNs: 3e7, rssBytes: 0 } };

  it('is one in which the server waited for its core, or the probes for theirs', () => {
    expect(disturbanceOf(block({}), pinned)).toEqual([]);
    expect(disturbanceOf(block(waited), pinned)).toEqual(['the server waited 3.0 % of the time for its core']);
    const late = { loads: [{ ...probes, load: { ...load, loopDelayMs: 2.4 } }] };
    expect(disturbanceOf(block(late), pinned)).toEqual([expect.stringContaining('1.10 ms later than at rest')]);
  });

  it('is one whose publisher was late', () => {
    expect(disturbanceOf(block({ ownDelay: delays(5) }), pinned)).toEqual([
      expect.stringMatching(/itself sent 5\.\d\d ms late/),
    ]);
  });

  it('is none whose probes are late with what they have to do themselves', () => {
    const late = { loads: [{ ...probes, load: { ...load, waitedNs: 0, loopDelayMs: 2.4 } }] };
    expect(disturbanceOf(block(late), pinned)).toEqual([]);
  });

  it('is none whose server shares its core with the harness, or that takes no latencies', () => {
    expect(disturbanceOf(block(waited), unpinned)).toEqual([]);
    expect(disturbanceOf(block({ ...waited, loads: [] }), pinned)).toEqual([]);
  });
});
