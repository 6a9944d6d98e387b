import { App, SSLApp } from 'uWebSockets.js';
import { Clock } from './clock.ts';
import type { Platform } from './context.ts';
import { configuredCredentials, developmentCredentials, ObservedCredentials } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';
import type { Recipient } from './fanout.ts';
import { FrameLog } from './frame-log.ts';
import { Gate } from './gate.ts';
import { Hub } from './hub/hub.ts';
import { createLog, type Log } from './log.ts';
import { Metrics } from './metrics.ts';
import type { Config } from './options.ts';
import { Origins } from './origins.ts';
import { bounds, documentedMetrics, profiles } from './profiles/mounted.ts';
import { clientsOf, type Mounted, mountRoutes } from './routes.ts';
import type { Faults } from './services/control.ts';
import { createServices } from './services/services.ts';
import { startSystemMonitor } from './services/system-monitor.ts';
import { shutDown } from './shutdown.ts';
import { Suspicions } from './suspicions.ts';
import { listen } from './transports/listen.ts';

export interface Server {
  /** `ws://127.0.0.1:41234`, or `wss:` with TLS. */
  url: string;
  readonly log: Log;
  /** Lets nobody new in and ends all that goes on in order; fulfilled when it has, however often it is called. */
  close(): Promise<void>;
}

/** Parts that are not the server's own. */
export interface ServerParts {
  /** What control can break; nothing by default. */
  faults?: Faults;
}

const noFaults: Faults = { all: [], active: undefined, switchOn() {}, switchOff() {} };

/**
 * Puts the parts together and listens.
 *
 * bytes → transport → session → dispatcher → handlers → hub, and back by fan-out, outbox, transport.
 *
 * @throws ListenError | StoreError | ServiceError
 */
export async function startServer(config: Config, { faults = noFaults }: ServerParts = {}): Promise<Server> {
  const log = createLog(config.logLevel);
  const clock = new Clock();
  const hub = new Hub<Recipient>();
  const services = await createServices({ settings: config, bounds, clock, log });
  const running = () => ({ generation: services.generation.active, workflow: services.workflows.active });
  let mounted: readonly Mounted[] = [];
  const metrics = new Metrics({
    documented: documentedMetrics,
    subscriptionCounts: () => hub.subscriptionCounts(),
    running,
    clients: () => mounted.map(clientsOf),
  });
  const suspicions = new Suspicions({ clock, log });
  const judge = config.credentials ? configuredCredentials(config.credentials, clock) : developmentCredentials();
  const platform: Platform = {
    clock,
    credentials: new ObservedCredentials(judge, suspicions),
    hub,
    metrics,
    log,
    suspicions,
    frameLog: config.logFrames && new FrameLog({ filter: config.logFrames, clock, log }),
    services,
    settings: config,
  };
  mounted = await Promise.all(
    config.profiles.map(async (id) => {
      const endpoints = await profiles[id](platform);
      return { id, endpoints: id === config.native ? endpoints.map(asNative) : endpoints };
    }),
  );
  const endpoints = mounted.flatMap((profile) => profile.endpoints);
  const origins = new Origins({ allowed: config.allowOrigin, trustsHost: config.credentials !== undefined });
  const gate = new Gate({ ...config, origins });

  const isSecure = config.tlsCert !== undefined && config.tlsKey !== undefined;
  const app = isSecure ? SSLApp({ cert_file_name: config.tlsCert, key_file_name: config.tlsKey }) : App();
  const polled = mountRoutes({ app, config, platform, profiles: mounted, gate, origins, faults, running });
  const { port, stop: stopListening } = await listen(app, config);
  const intervalMs = config.monitorIntervalMs;
  const stopMonitor = intervalMs > 0 ? startSystemMonitor({ endpoints, clock, intervalMs }) : () => {};
  const isAwaited = (): boolean => polled.some((channel) => channel.hasPollers());
  const cut = (): void => {
    stopMonitor();
    for (const channel of polled) channel.cut();
    app.close();
  };
  let closing: Promise<void> | undefined;
  if (!config.credentials) log.warn('development mode: any opaque token is a user, and may publish');
  log.info({ host: config.host, port, profiles: config.profiles, native: config.native }, 'listening');
  return {
    url: `${isSecure ? 'wss' : 'ws'}://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    log,
    close() {
      closing ??= shutDown({ gate, endpoints, services, drainMs: config.drainMs, stopListening, isAwaited, cut, log });
      return closing;
    },
  };
}

/** The same endpoint at the address that its system has, without the profile's id before it. */
function asNative(endpoint: Endpoint): Endpoint {
  return { ...endpoint, path: endpoint.path.replace(`/${endpoint.id}`, '') };
}
