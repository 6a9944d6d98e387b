import { App } from 'uWebSockets.js';
import { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Platform } from './context.ts';
import { configuredCredentials, developmentCredentials, logRefusals } from './credentials.ts';
import type { Recipient } from './fanout.ts';
import { Hub } from './hub/hub.ts';
import { createLog } from './log.ts';
import { Metrics } from './metrics.ts';
import { profiles } from './profiles/mounted.ts';
import type { Service } from './services/answer.ts';
import { clockService } from './services/control.ts';
import { githubService, isForGithub, maxDeliveryBytes } from './services/github.ts';
import { publishService } from './services/publish.ts';
import { createServices } from './services/services.ts';
import { startSystemMonitor } from './services/system-monitor.ts';
import { answerStrangers, route } from './transports/http.ts';
import { listen } from './transports/listen.ts';
import { mountSocketIo } from './transports/socketio.ts';
import { mountEvents } from './transports/sse.ts';
import { mountWebSocket } from './transports/websocket.ts';

export interface Server {
  /** `ws://127.0.0.1:41234` */
  url: string;
  /** Lets nobody new in and ends all sessions in order; the process ends by itself when the last socket has. */
  close(): void;
}

/** Body of a control request; they are all short. */
const maxControlBytes = 1024;

/** How long clients have to take the last bytes before their sockets are cut, milliseconds. */
const lastWordsMs = 500;

/**
 * Puts the parts together and listens.
 *
 * bytes → transport → session → dispatcher → handlers → hub, and back by fan-out, outbox, transport.
 *
 * @throws ListenError | StoreError | ServiceError
 */
export async function startServer(config: Config): Promise<Server> {
  const log = createLog(config.logLevel);
  const clock = new Clock();
  const hub = new Hub<Recipient>();
  const services = await createServices({ settings: config, clock, log });
  const metrics = new Metrics({
    subscriptionCounts: () => hub.subscriptionCounts(),
    running: () => ({ generation: services.generation.active, workflow: services.workflows.active }),
  });
  const judge = config.credentials ? configuredCredentials(config.credentials, clock) : developmentCredentials();
  const credentials = logRefusals(judge, log);
  const platform: Platform = { clock, credentials, hub, metrics, log, services, settings: config };
  const mounted = await Promise.all(
    config.profiles.map(async (id) => ({ id, endpoints: await profiles[id](platform) })),
  );
  let isDraining = false;
  const cuts: (() => void)[] = [];

  const app = App();
  const post = (path: string, maxBodyBytes: number, service: Service): void =>
    route({ app, method: 'post', path, maxBodyBytes, service, log });
  for (const { id, endpoints } of mounted) {
    for (const endpoint of endpoints) {
      const options = { app, endpoint, credentials, log, isDraining: () => isDraining };
      if (endpoint.traits.transport === 'sse') mountEvents({ ...options, origins: config.cors });
      else if (endpoint.traits.transport === 'socketio') {
        cuts.push(mountSocketIo({ ...options, origins: config.cors }));
      } else mountWebSocket(options);
    }
    const maxBytes = Math.max(...endpoints.map(({ traits }) => traits.limits.messageBytes));
    post(`/${id}/publish`, maxBytes, publishService(endpoints, credentials));
    const endpoint = endpoints.find(isForGithub);
    const { githubSecret: secret, githubTenant: tenant } = config;
    if (endpoint && secret) {
      post(`/${id}/hooks/github`, maxDeliveryBytes, githubService({ endpoint, secret, tenant, log }));
    }
  }
  if (config.controlToken) post('/control/clock', maxControlBytes, clockService(clock, config.controlToken));
  route({ app, method: 'get', path: '/metrics', maxBodyBytes: 0, service: () => metrics.expose(), log });
  answerStrangers(app);

  const { port, stop } = await listen(app, config);
  const allEndpoints = mounted.flatMap(({ endpoints }) => endpoints);
  const intervalMs = config.monitorInterval;
  const stopMonitor = intervalMs > 0 && startSystemMonitor({ endpoints: allEndpoints, clock, intervalMs });
  if (!config.credentials) log.warn('development mode: any opaque token is a user, and may publish');
  log.info({ host: config.host, port, profiles: config.profiles }, 'listening');
  return {
    url: `ws://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    close() {
      if (isDraining) return;
      isDraining = true;
      log.info('shutting down');
      stop();
      if (stopMonitor) stopMonitor();
      for (const endpoint of allEndpoints) endpoint.drain();
      services.close().catch((error) => log.error({ err: error }, 'a service did not stop'));
      setTimeout(() => {
        for (const cut of cuts) cut();
        app.close();
        services.store.close();
      }, lastWordsMs).unref();
    },
  };
}
