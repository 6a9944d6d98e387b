import type { Ceiling } from './ceiling.ts';
import type { Machine } from './machine.ts';
import type { Irregularities } from './phase.ts';
import type { Ratio } from './ratio.ts';
import type { Side } from './roles.ts';
import type { SearchResult } from './search.ts';
import type { StallReport } from './stalled.ts';
import type { TimelinePoint } from './timeline.ts';
import type { Verdict } from './validity.ts';

/** Microseconds. Percentiles are of single deliveries or answers, or of publications where the name says send. */
export interface LatencySummary {
  count: number;
  p50: number;
  p90: number;
  p99: number;
  p999: number;
  max: number;
}

/** What one side did in all its measured blocks; validity counts its warm-ups and its rehearsal too. */
export interface SideResult {
  side: Side;
  name: string;
  /** Channel address, without credential. */
  url: string;
  profile: string;
  transport: string;
  /** Where its deliveries carry the stamp, and how that was found; absent where nothing fans out. */
  stamp?: string;
  /** How its publications get in. */
  publishes?: string;
  startedByBench: boolean;
  publications: number;
  expected: number;
  received: number;
  /** received ÷ expected, warm-ups included. */
  reach: number;
  irregularities: Irregularities;
  refused: Record<string, number>;
  connectionsEnded: Record<string, number>;
  /** Response latency: from the intended time to the read. */
  response: LatencySummary;
  /** The same as compressed HdrHistogram, base64, microseconds. */
  responseHistogram: string;
  /** Service latency: from the send to the read. */
  service: LatencySummary;
  /** Between the pieces of a stream. */
  gap?: LatencySummary;
  /** From the intended time to the send. */
  sendDelay: LatencySummary;
  /** The part of it that the generator alone caused. */
  ownSendDelay: LatencySummary;
  /** Of what the case counts. */
  perSecond: number;
  /** Absent when the bench did not start the server. */
  server?: {
    /** Per million of what the case counts. */
    cpuSecondsPerMillion: number;
    /** Share of one core; above 1 when it uses several. */
    cpuShare: number;
    rssBytes: number;
    bytesPerConnection?: number;
  };
  /** What became of its subscribers that had stopped reading. */
  stalls?: StallReport;
}

export interface BlockResult {
  side: Side;
  /** Publications or requests per second. */
  rate: number;
  expected: number;
  received: number;
  responseP50: number;
  responseP99: number;
  serviceP50: number;
  serviceP99: number;
  perSecond: number;
  timeline: TimelinePoint[];
  cpuSecondsPerMillion?: number;
  bytesPerConnection?: number;
  serverCpuShare?: number;
  /** Share of all its cores. */
  harnessCpuShare: number;
  /** Highest of all its processes. */
  harnessLoopUtilisation: number;
  /** Of the process that takes latencies, p99 above its own at rest, milliseconds. */
  loopDelayAboveRestMs: number;
  /** CPU of processes outside the run, share of one core; absent where /proc does not tell. */
  foreignCpuShare?: number;
}

/** The canonical result of one run: every report is a function of it. */
export interface RunResult {
  format: 'agentwire-bench/2';
  case: string;
  /** What the case counts, in the plural. */
  unit: string;
  startedAt: string;
  workload: {
    /** Results with different hashes measured different work. */
    hash: string;
    profile: string;
    transport: string;
    delivers?: string;
    connections: number;
    probes: number;
    payloadBytes: number;
    ratePerSecond: number;
    /** Publications that were due at the same moment. */
    burst: number;
    durationS: number;
    warmupS: number;
    blocks: number;
    lanes: number;
    stalledShare: number;
  };
  machine: Machine;
  placement: string;
  seed: number;
  sides: SideResult[];
  blocks: BlockResult[];
  ratios: Ratio[];
  searches: SearchResult[];
  saturation: {
    /**
     * What stood in the way of a higher rate, as far as this run can tell: `in-flight` when publications had
     * to wait because the server had not answered the ones before them.
     */
    limit: 'none' | 'server' | 'in-flight' | 'generator';
    /** Share of publications that had to wait for such an answer, highest of all blocks. */
    waitedShare: number;
    /** Each process of the harness, its busiest block. */
    processes: { role: string; cpuShare: number; loopUtilisation: number }[];
    harnessCores: number;
    /** Busiest block, share of all its cores. */
    harnessCpuShare: number;
    loopDelayAboveRestMs: number;
    /** What the harness can receive; absent where nothing is delivered. */
    ceiling?: Ceiling;
    /** Busiest block, deliveries per second as a share of the ceiling. */
    ceilingShare?: number;
    /** Highest of all blocks, share of one core; absent where /proc does not tell. */
    foreignCpuShare?: number;
  };
  objective?: { text: string; observedUs: number };
  verdict: Verdict;
  notes: string[];
}

/** The result of one side. @throws Error when the run has no such side */
export function resultOf(result: RunResult, side: Side): SideResult {
  const found = result.sides.find((candidate) => candidate.side === side);
  if (!found) throw new Error(`the run has no side '${side}'`);
  return found;
}
