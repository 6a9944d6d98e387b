import { NothingToDo, readConfig, UsageError, unheeded } from './config.ts';
import type { Config } from './options.ts';
import { type Server, startServer } from './server.ts';
import { ServiceError } from './services/services.ts';
import { StoreError } from './store/database.ts';
import { ListenError } from './transports/listen.ts';

/** Exit codes of the command. */
const exitCodes = { usage: 2, listen: 3 };

try {
  await run(readConfig(process.argv.slice(2)));
} catch (error) {
  if ([UsageError, StoreError, ServiceError].some((kind) => error instanceof kind))
    fail(error as Error, exitCodes.usage);
  else if (error instanceof ListenError) fail(error, exitCodes.listen);
  else if (!(error instanceof NothingToDo)) throw error;
}

async function run(config: Config): Promise<void> {
  // Loaded where they can be switched on, so that no other server has them at all.
  const faults = config.controlToken ? (await import('../faults/switchboard.ts')).switchboard : undefined;
  const server = await startServer(config, { ...(faults && { faults }) });
  for (const variable of unheeded()) server.log.warn({ variable }, 'this variable has no effect yet');
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => end(server));
  const { profiles, native } = config;
  const ready = { url: server.url, profiles, native, pid: process.pid };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

/** Ends the process when all is done: Engine.IO keeps a timer of half a minute for a poller that died in its poll. */
async function end(server: Server): Promise<void> {
  await server.close();
  server.log.flush(() => process.exit());
}

function fail({ message }: Error, exitCode: number): void {
  process.stderr.write(`agentwire-server: ${message}\n`);
  process.exitCode = exitCode;
}
