import type { Endpoint } from './endpoint.ts';
import type { Gate } from './gate.ts';
import type { Log } from './log.ts';
import type { Services } from './services/services.ts';

export interface ShutdownOptions {
  gate: Gate;
  endpoints: readonly Endpoint[];
  services: Services;
  /** Time over which connections are ended. */
  drainMs: number;
  /** Takes no more connections. */
  stopListening: () => void;
  /** Somebody with a session comes back for what waits by a new connection. */
  isAwaited: () => boolean;
  /** Cuts whatever connection there still is. */
  cut: () => void;
  log: Log;
}

/** How long clients have to take the last bytes before their sockets are cut. */
const lastWordsMs = 500;
/** How often the end is looked for. */
const patienceMs = 10;

/**
 * Ends the server in order: nobody new is let in, though who polls may come back; whoever is there is
 * served until it is its turn, and requests until they are answered; what was acknowledged is done before
 * the store is closed. Nothing is left then that would keep the process alive.
 */
export async function shutDown(options: ShutdownOptions): Promise<void> {
  const { gate, endpoints, services, drainMs, stopListening, isAwaited, cut, log } = options;
  log.info({ connections: gate.connections, drainMs }, 'shutting down');
  gate.close();
  for (const endpoint of endpoints) endpoint.drain({ overMs: drainMs });
  const endMs = performance.now() + drainMs + lastWordsMs;
  const until = async (isDone: () => boolean): Promise<void> => {
    while (!isDone() && performance.now() < endMs) await new Promise((resolve) => setTimeout(resolve, patienceMs));
  };
  await until(() => !isAwaited());
  stopListening();
  await until(() => gate.isEmpty);
  if (!gate.isEmpty) log.warn({ connections: gate.connections }, 'connections that did not end were cut');
  cut();
  await services.close().catch((error) => log.error({ err: error }, 'a service did not stop'));
  await services.store.close();
  log.info('shut down');
}
