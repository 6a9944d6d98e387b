import type { Machine } from './machine.ts';
import type { Irregularities } from './phase.ts';
import type { Ratio } from './ratio.ts';
import type { Side } from './roles.ts';
import type { Verdict } from './validity.ts';

/** Microseconds. Percentiles are of single deliveries, or of publications where the name says send. */
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
  /** Service latency: from the send to the read. */
  service: LatencySummary;
  /** From the intended time to the send. */
  sendDelay: LatencySummary;
  /** The part of it that the generator alone caused. */
  ownSendDelay: LatencySummary;
  deliveriesPerSecond: number;
  /** Absent when the bench did not start the server. */
  server?: {
    cpuSecondsPerMillionDeliveries: number;
    /** Share of one core; above 1 when it uses several. */
    cpuShare: number;
    rssBytes: number;
  };
}

export interface BlockResult {
  side: Side;
  expected: number;
  received: number;
  responseP50: number;
  responseP99: number;
  serviceP50: number;
  serviceP99: number;
  cpuSecondsPerMillionDeliveries?: number;
  serverCpuShare?: number;
  /** Share of all its cores. */
  harnessCpuShare: number;
  /** Highest of all its processes. */
  harnessLoopUtilisation: number;
  /** CPU of processes outside the run, share of one core; absent where /proc does not tell. */
  foreignCpuShare?: number;
}

/** The canonical result of one run of fanout: every report is a function of it. */
export interface FanoutResult {
  format: 'agentwire-bench/1';
  case: 'fanout';
  startedAt: string;
  workload: {
    /** Results with different hashes measured different work. */
    hash: string;
    profile: string;
    delivers: string;
    stamp: string;
    subscribers: number;
    probes: number;
    payloadBytes: number;
    ratePerSecond: number;
    durationS: number;
    warmupS: number;
    blocks: number;
    inFlight: number;
  };
  machine: Machine;
  placement: string;
  seed: number;
  sides: SideResult[];
  blocks: BlockResult[];
  ratios: Ratio[];
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
    /** Whether the harness measured what it can receive itself before the run. */
    ceilingMeasured: boolean;
    /** Highest of all blocks, share of one core; absent where /proc does not tell. */
    foreignCpuShare?: number;
  };
  objective?: { text: string; observedUs: number };
  verdict: Verdict;
  notes: string[];
}
