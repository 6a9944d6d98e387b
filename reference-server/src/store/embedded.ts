import { EmbeddedHistories } from './embedded-histories.ts';
import { EmbeddedQueues } from './embedded-queues.ts';
import type { Store } from './store.ts';

/**
 * The store on node:sqlite, inside the process.
 *
 * @param directory where it is kept; in memory without one
 * @throws StoreError
 */
export function openEmbeddedStore(directory?: string): Store {
  const queues = new EmbeddedQueues(directory);
  const histories = new EmbeddedHistories(directory);
  return {
    queues,
    histories,
    async clear() {
      await Promise.all([queues.clear(), histories.clear()]);
    },
    async close() {
      queues.close();
      histories.close();
    },
  };
}
