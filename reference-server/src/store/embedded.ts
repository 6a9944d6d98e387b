import { EmbeddedHistories } from './embedded-histories.ts';
import { EmbeddedMemories } from './embedded-memories.ts';
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
  const histories = directory === undefined ? undefined : new EmbeddedHistories(directory);
  const memories = new EmbeddedMemories(directory);
  return {
    queues,
    histories,
    memories,
    async clear() {
      await Promise.all([queues.clear(), histories?.clear(), memories.clear()]);
    },
    async close() {
      queues.close();
      histories?.close();
      memories.close();
    },
  };
}
