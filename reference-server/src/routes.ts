import type { TemplatedApp } from 'uWebSockets.js';
import type { Platform } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import type { Gate } from './gate.ts';
import type { Clients } from './metrics.ts';
import type { Config } from './options.ts';
import type { Origins } from './origins.ts';
import { controlVerbs, type Faults } from './services/control.ts';
import { githubService, isForGithub, maxDeliveryBytes } from './services/github.ts';
import { healthService, readinessService } from './services/health.ts';
import { publishService } from './services/publish.ts';
import { answerStrangers, type Routing, route } from './transports/http.ts';
import { mountSocketIo, type Polling } from './transports/socketio.ts';
import { mountEvents } from './transports/sse.ts';
import { mountWebSocket } from './transports/websocket.ts';

/** A profile in service. */
export interface Mounted {
  id: string;
  /** One for each of its channels. */
  endpoints: readonly Endpoint[];
}

export interface RoutesOptions {
  app: TemplatedApp;
  config: Config;
  platform: Platform;
  profiles: readonly Mounted[];
  gate: Gate;
  origins: Origins;
  faults: Faults;
  /** What runs for clients, by kind. */
  running: () => Readonly<Record<string, number>>;
}

/**
 * Puts everything under its address.
 *
 * @returns the channels on which clients may poll
 */
export function mountRoutes(options: RoutesOptions): Polling[] {
  const { app, config, platform, profiles, gate } = options;
  const { metrics, log } = platform;
  const mount = (routing: Omit<Routing, 'maxBodyBytes'> & { maxBodyBytes?: number }): void =>
    route({ app, gate, log, maxBodyBytes: 0, ...routing });
  const deliveries = new Set<string>();
  const polled: Polling[] = [];

  for (const { id, endpoints } of profiles) {
    polled.push(...endpoints.flatMap((endpoint) => mountChannel(endpoint, options) ?? []));
    mount({
      method: 'post',
      path: `/${id}/publish`,
      maxBodyBytes: longestMessage(endpoints),
      service: publishService(endpoints, platform.credentials),
    });
    const endpoint = endpoints.find(isForGithub);
    const { githubSecret: secret, githubTenant: tenant } = config;
    if (!endpoint || !secret) continue;
    mount({
      method: 'post',
      path: `/${id}/hooks/github`,
      maxBodyBytes: maxDeliveryBytes,
      service: githubService({ endpoint, secret, tenant, remembered: deliveries, log }),
    });
  }
  for (const { name, ...verb } of control(options, deliveries)) {
    mount({
      ...verb,
      path: `/control/${name}`,
      maxBodyBytes: longestMessage(profiles.flatMap((one) => one.endpoints)),
    });
  }
  mount({ method: 'get', path: '/healthz', service: healthService() });
  mount({ method: 'get', path: '/readyz', service: readinessService(gate) });
  if (config.metrics) mount({ method: 'get', path: '/metrics', service: () => metrics.expose() });
  answerStrangers(app);
  return polled;
}

function mountChannel(endpoint: Endpoint, { app, gate, origins, platform }: RoutesOptions): Polling | undefined {
  const { credentials, suspicions, log } = platform;
  const options = { app, endpoint, credentials, gate, suspicions, log };
  const { transport } = endpoint.traits;
  if (transport === 'socketio') return mountSocketIo({ ...options, origins });
  if (transport === 'sse') mountEvents({ ...options, origins });
  else mountWebSocket(options);
  return undefined;
}

function control({ config, platform, profiles, faults, running }: RoutesOptions, deliveries: Set<string>) {
  const { clock, hub, services } = platform;
  if (config.controlToken === undefined) return [];
  return controlVerbs({
    token: config.controlToken,
    clock,
    faults,
    endpoints: new Map(profiles.map(({ id, endpoints }) => [id, endpoints])),
    async reset() {
      deliveries.clear();
      await services.reset();
    },
    stats: () => ({
      clients: Object.fromEntries(profiles.map(clientsOf).map(({ profile, ...counts }) => [profile, counts])),
      waitingMessages: sum(profiles.flatMap(({ endpoints }) => endpoints.map((one) => one.waitingMessages()))),
      subscriptions: Object.fromEntries(hub.subscriptionCounts()),
      running: running(),
      memoryBytes: process.memoryUsage.rss(),
    }),
  });
}

/** Who is connected to a profile, by whichever of its channels. */
export function clientsOf({ id, endpoints }: Mounted): Clients {
  const counts = endpoints.map((endpoint) => endpoint.clients());
  return {
    profile: id,
    total: sum(counts.map(({ total }) => total)),
    authenticated: sum(counts.map(({ authenticated }) => authenticated)),
  };
}

function longestMessage(endpoints: readonly Endpoint[]): number {
  return Math.max(...endpoints.map(({ traits }) => traits.limits.messageBytes));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
