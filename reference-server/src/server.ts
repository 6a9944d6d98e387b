import { App, SSLApp } from 'uWebSockets.js';
import { Clock } from './clock.ts';
import type { Platform } from './context.ts';
import { configuredCredentials, developmentCredentials, ObservedCredentials } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';
import type { Recipient } from './fanout.ts';
import { Gate } from './gate.ts';
import { Hub } from './hub/hub.ts';
import { createLog, type Log } from './log.ts';
import { type Clients, Metrics } from './metrics.ts';
import type { Config } from './options.ts';
import { Origins } from './origins.ts';
import { documentedMetrics, type ProfileId, profiles } from './profiles/mounted.ts';
import type { Service } from './services/answer.ts';
import { controlVerbs, type Faults } from './services/control.ts';
import { githubService, isForGithub, maxDeliveryBytes } from './services/github.ts';
import { healthService, readinessService } from './services/health.ts';
import { publishService } from './services/publish.ts';
import { createServices } from './services/services.ts';
import { startSystemMonitor } from './services/system-monitor.ts';
import { answerStrangers, route } from './transports/http.ts';
import { listen } from './transports/listen.ts';
import { mountEvents } from './transports/sse.ts';
import { mountWebSocket } from './transports/websocket.ts';

export interface Server {
  /** `ws://127.0.0.1:41234` */
  url: string;
  readonly log: Log;
  /** Lets nobody new in and ends all sessions in order; the process ends by itself when the last socket has. */
  close(): void;
}

/** Parts that are not the server's own. */
export interface ServerParts {
  /** What control can break; nothing by default. */
  faults?: Faults;
}

const noFaults: Faults = { names: [], active: undefined, switchOn() {}, switchOff() {} };

/** How long clients have to take the last bytes before their sockets are cut, milliseconds. */
const lastWordsMs = 500;

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
  const services = await createServices({ settings: config, clock, log });
  const running = () => ({ generation: services.generation.active, workflow: services.workflows.active });
  let mounted: readonly Mounted[] = [];
  const metrics = new Metrics({
    documented: documentedMetrics,
    subscriptionCounts: () => hub.subscriptionCounts(),
    running,
    clients: () => mounted.map(clientsOf),
  });
  const judge = config.credentials ? configuredCredentials(config.credentials, clock) : developmentCredentials();
  const credentials = new ObservedCredentials(judge, log);
  const platform: Platform = { clock, credentials, hub, metrics, log, services, settings: config };
  mounted = await Promise.all(
    config.profiles.map(async (id) => {
      const endpoints = await profiles[id](platform);
      return { id, endpoints: id === config.native ? endpoints.map(asNative) : endpoints };
    }),
  );
  const allEndpoints = mounted.flatMap(({ endpoints }) => endpoints);
  const deliveries = new Set<string>();
  const origins = new Origins({ allowed: config.allowOrigin, trustsHost: config.credentials !== undefined });
  const gate = new Gate({ ...config, origins });

  const isSecure = config.tlsCert !== undefined && config.tlsKey !== undefined;
  const app = isSecure ? SSLApp({ cert_file_name: config.tlsCert, key_file_name: config.tlsKey }) : App();
  const post = (path: string, maxBodyBytes: number, service: Service): void =>
    route({ app, method: 'post', path, maxBodyBytes, service, log });
  for (const { id, endpoints } of mounted) {
    for (const endpoint of endpoints) {
      const options = { app, endpoint, credentials, gate, log };
      if (endpoint.traits.transport === 'sse') mountEvents({ ...options, origins });
      else mountWebSocket(options);
    }
    const maxBytes = Math.max(...endpoints.map(({ traits }) => traits.limits.messageBytes));
    post(`/${id}/publish`, maxBytes, publishService(endpoints, credentials));
    const endpoint = endpoints.find(isForGithub);
    const { githubSecret: secret, githubTenant: tenant } = config;
    if (endpoint && secret) {
      post(
        `/${id}/hooks/github`,
        maxDeliveryBytes,
        githubService({ endpoint, secret, tenant, remembered: deliveries, log }),
      );
    }
  }
  if (config.controlToken) {
    const verbs = controlVerbs({
      token: config.controlToken,
      clock,
      faults,
      endpoints: new Map(mounted.map(({ id, endpoints }) => [id, endpoints])),
      async reset() {
        deliveries.clear();
        await services.reset();
      },
      stats: () => ({
        clients: Object.fromEntries(mounted.map(clientsOf).map(({ profile, ...counts }) => [profile, counts])),
        waitingMessages: allEndpoints.reduce((sum, endpoint) => sum + endpoint.waitingMessages(), 0),
        subscriptions: Object.fromEntries(hub.subscriptionCounts()),
        running: running(),
        memoryBytes: process.memoryUsage.rss(),
      }),
    });
    const maxBodyBytes = Math.max(...allEndpoints.map(({ traits }) => traits.limits.messageBytes));
    for (const { name, method, service } of verbs) {
      route({ app, method, path: `/control/${name}`, maxBodyBytes, service, log });
    }
  }
  const get = (path: string, service: Service): void =>
    route({ app, method: 'get', path, maxBodyBytes: 0, service, log });
  get('/healthz', healthService());
  get('/readyz', readinessService(gate));
  if (config.metrics) get('/metrics', () => metrics.expose());
  answerStrangers(app);

  const { port, stop } = await listen(app, config);
  const intervalMs = config.monitorIntervalMs;
  const stopMonitor = intervalMs > 0 && startSystemMonitor({ endpoints: allEndpoints, clock, intervalMs });
  if (!config.credentials) log.warn('development mode: any opaque token is a user, and may publish');
  log.info({ host: config.host, port, profiles: config.profiles, native: config.native }, 'listening');
  return {
    url: `${isSecure ? 'wss' : 'ws'}://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    log,
    close() {
      if (gate.isClosed) return;
      gate.close();
      log.info('shutting down');
      stop();
      if (stopMonitor) stopMonitor();
      for (const endpoint of allEndpoints) endpoint.drain();
      services.close().catch((error) => log.error({ err: error }, 'a service did not stop'));
      setTimeout(() => {
        app.close();
        services.store.close();
      }, lastWordsMs).unref();
    },
  };
}

interface Mounted {
  id: ProfileId;
  endpoints: readonly Endpoint[];
}

function clientsOf({ id, endpoints }: Mounted): Clients {
  const counts = endpoints.map((endpoint) => endpoint.clients());
  return {
    profile: id,
    total: counts.reduce((sum, { total }) => sum + total, 0),
    authenticated: counts.reduce((sum, { authenticated }) => sum + authenticated, 0),
  };
}

/** The same endpoint at the address that its system has, without the profile's id before it. */
function asNative(endpoint: Endpoint): Endpoint {
  return { ...endpoint, path: endpoint.path.replace(`/${endpoint.id}`, '') };
}
