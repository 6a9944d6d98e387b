import type { Shown } from './findings.ts';
import type { Result, Trial } from './mutant.ts';

/** What the self-test has shown; parts that were not asked for are absent. */
export interface Proof {
  mutants?: Trial;
  wire?: Trial & { unseen: string[] };
  nullServers?: Shown[];
  variants?: Shown[];
  independent?: Shown[];
}

/** Of the faults on the wire so many are tried at least, and so many of a hundred noticed. */
const LEAST_WIRE_FAULTS = 200;
const LEAST_PERCENT = 95;

/**
 * What speaks against the kit, in sentences.
 * @param explained faults on the wire that no check notices, with the reason
 * @param isWhole whether all faults were meant to be tried, so that numbers and stale entries count
 */
export function wrongWith(
  proof: Proof,
  { explained, isWhole }: { explained: Record<string, string>; isWhole: boolean },
): string[] {
  const { mutants, wire, nullServers = [], variants = [], independent = [] } = proof;
  const lost = (results: readonly Result[]): string[] =>
    results.flatMap(({ fault, profile, fate }) => (fate === 'killed' ? [] : [`${fault} (${profile}): ${SAID[fate]}`]));
  return [
    ...(mutants ? [...mutants.wrong, ...lost(mutants.results)] : []),
    ...(wire ? [...wire.wrong, ...lost(wire.results.filter((result) => !isExplained(result, explained)))] : []),
    ...(wire && isWhole ? [...stale(wire.results, explained), ...tooFew(wire.results)] : []),
    ...[...nullServers, ...variants, ...independent].flatMap(({ name, wrong }) =>
      wrong.map((one) => `${name}: ${one}`),
    ),
  ];
}

const SAID = {
  'killed-by-another': 'was noticed, but not by what is meant to notice it',
  survived: 'was noticed by nothing',
  'not-exercised': 'nothing came by it, so that nothing was shown',
};

export const isExplained = ({ fault, fate }: Result, explained: Record<string, string>): boolean =>
  fate === 'survived' && Object.hasOwn(explained, fault);

/** Entries of the list whose fault is noticed after all, or is none. */
function stale(results: readonly Result[], explained: Record<string, string>): string[] {
  return Object.keys(explained).flatMap((id) => {
    const result = results.find(({ fault }) => fault === id);
    if (!result) return [`${id} is explained, but no check sees such a fault: take it out of selftest/explained.ts`];
    return result.fate === 'killed' ? [`${id} is explained, but noticed: take it out of selftest/explained.ts`] : [];
  });
}

function tooFew(results: readonly Result[]): string[] {
  const killed = results.filter(({ fate }) => fate === 'killed').length;
  return [
    ...(results.length < LEAST_WIRE_FAULTS
      ? [`${results.length} faults on the wire were tried, fewer than ${LEAST_WIRE_FAULTS}`]
      : []),
    ...(killed * 100 < results.length * LEAST_PERCENT
      ? [`${killed} of ${results.length} faults on the wire are noticed, less than ${LEAST_PERCENT} %`]
      : []),
  ];
}
