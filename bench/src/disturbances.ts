import type { CorePlan } from './cores.ts';
import { lateProbes, lateSends, waitingProcesses } from './generator-limits.ts';
import type { PhaseResult } from './phase.ts';

/** What the rest of the machine may do to one block before it is measured again. */
export const disturbances = {
  /** Time for which the server waited for its core, as a share of the block. */
  serverWaited: 0.02,
  /** The same of the process that takes latencies; one that is late without having waited is busy with its own. */
  probesWaited: 0.01,
  /** Blocks that may be measured again, as a share of all. */
  mostShare: 0.25,
  /** How often one may be. */
  mostOfOne: 2,
} as const;

/**
 * Why a block says more of the machine than of the server; one sentence each. Decided by how long processes waited
 * for their turn and by what the generator did late, and never by the latencies themselves: who sets slow blocks aside
 * finds a fast server.
 */
export function disturbanceOf(phase: PhaseResult, { server: ownCore }: CorePlan): string[] {
  const timing = phase.loads.find(({ idleDelayMs }) => idleDelayMs !== undefined);
  if (!timing) return [];
  const waitedShare = ownCore === undefined ? 0 : (phase.server?.waitedNs ?? 0) / phase.wallNs;
  const hasWaited = timing.load.waitedNs / timing.load.wallNs > disturbances.probesWaited;
  const late = [...waitingProcesses([phase]), ...(hasWaited ? lateProbes([phase]) : []), ...lateSends([phase])];
  if (waitedShare <= disturbances.serverWaited) return late;
  return [`the server waited ${(waitedShare * 100).toFixed(1)} % of the time for its core`, ...late];
}
