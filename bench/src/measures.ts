import { type Estimator, type Ratio, ratioOf } from './ratio.ts';
import type { BlockResult } from './result.ts';
import { type Side, subjectSide } from './roles.ts';

interface Measure {
  name: string;
  pick(block: BlockResult): number;
  isLatency?: true;
  better?: Ratio['better'];
  estimator?: Estimator;
}

/**
 * Of latencies. In 37 comparisons of a server with itself the median response differed by 7 % (standard deviation of
 * its logarithm) where the blocks of each told of 4 %: the rest belongs to the instances, and stays as long as they
 * live. Of server CPU the blocks told of all.
 */
const latencySpread = 0.05;

/** A measure whose value is 0 in every pair, because nobody could take it, is left out. */
const measures: Record<'open' | 'closed', readonly Measure[]> = {
  open: [
    { name: 'response p50', pick: (block) => block.responseP50, isLatency: true },
    { name: 'response p99', pick: (block) => block.responseP99, isLatency: true },
    { name: 'server CPU', pick: (block) => block.cpuSecondsPerMillion ?? 0 },
    { name: 'memory per connection', pick: (block) => block.bytesPerConnection ?? 0, estimator: 'ratio of sums' },
  ],
  closed: [
    { name: 'requests per second', pick: (block) => block.perSecond, better: 'more' },
    { name: 'service p50', pick: (block) => block.serviceP50, isLatency: true },
    { name: 'service p99', pick: (block) => block.serviceP99, isLatency: true },
    { name: 'server CPU', pick: (block) => block.cpuSecondsPerMillion ?? 0 },
  ],
};

/** The subject against each peer, block by block. */
export function ratiosOf(options: {
  sides: readonly Side[];
  blocks: readonly BlockResult[];
  confidencePercent: number;
  /** In a closed loop the rate is what came out. */
  loop: 'open' | 'closed';
  latencies: 'valid' | 'void';
}): Ratio[] {
  const { sides, blocks, confidencePercent, loop, latencies } = options;
  const taken = measures[loop].filter(({ isLatency }) => !isLatency || latencies === 'valid');
  const own = blocks.filter(({ side }) => side === subjectSide);
  return sides
    .filter((side) => side !== subjectSide)
    .flatMap((peer) => {
      const others = blocks.filter(({ side }) => side === peer);
      const pairs = others.flatMap((block, index) => {
        const other = own[index];
        return other ? [[other, block] as const] : [];
      });
      return taken.flatMap(
        ({ name: measure, pick, isLatency, better, estimator }) =>
          ratioOf({
            measure,
            peer,
            pairs: pairs.map(([a, b]) => [pick(a), pick(b)]),
            confidencePercent,
            ...(isLatency ? { instanceSpread: latencySpread } : {}),
            ...(better ? { better } : {}),
            ...(estimator ? { estimator } : {}),
          }) ?? [],
      );
    });
}
