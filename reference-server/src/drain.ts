/** A connection that can be ended in order. */
export interface Drainable {
  /** Something that its client was promised is not done yet. */
  readonly isBusy: boolean;
  /** Says farewell behind all that waits, and closes. */
  drain(): void;
}

/** How often a busy one is looked at again. */
const patienceMs = 20;

/**
 * Ends connections one after the other, evenly over a time, so that their clients do not all come back at once
 * to whoever takes over. One that is busy is left alone until it is not, or the time is up. Real time: it is
 * no part of a test.
 */
export function drainAll(connections: readonly Drainable[], { overMs }: { overMs: number }): void {
  const endMs = performance.now() + overMs;
  const drain = (connection: Drainable): void => {
    if (connection.isBusy && performance.now() < endMs) setTimeout(() => drain(connection), patienceMs);
    else connection.drain();
  };
  for (const [index, connection] of connections.entries()) {
    if (index === 0) drain(connection);
    else setTimeout(() => drain(connection), (overMs * index) / connections.length);
  }
}
