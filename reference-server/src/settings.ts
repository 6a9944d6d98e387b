import { defaultTenant } from './credentials.ts';

/** Whether a client of a profile must present a credential before it is served. */
export type Demand = 'required' | 'optional';

/** What the command line tells profiles and services. */
export interface Settings {
  /** Of one stream of the embedded engine; 0 is as fast as possible. */
  tokensPerSecond: number;
  codexAuth: Demand;
  devmentorAuth: Demand;
  /** Address of its socket for IDE extensions. */
  devmentorPath: string;
  /** Heartbeat of Engine.IO, the document's when absent. */
  pingIntervalMs: number | undefined;
  pingTimeoutMs: number | undefined;
  /** Directories by the key of their project. */
  projects: ReadonlyMap<string, string>;
  /** Where the store lives; in memory when absent. */
  data: string | undefined;
  /** `ws://…` of the IDE that the dashboard connects to. */
  ide: string | undefined;
  /** Shared with GitHub; there are no webhooks without. */
  githubSecret: string | undefined;
  /** Whose members hear of GitHub. */
  githubTenant: string;
  /** Time between two looks at the process; 0 is never. */
  monitorIntervalMs: number;
}

/**
 * The key under which a tenant's project is configured: its id in the default tenant, `tenant/id` in
 * any other. Nothing for an id with a slash, which could reach into another tenant.
 */
export function projectKey({ tenant, id }: { tenant: string; id: string }): string | undefined {
  if (id.includes('/')) return undefined;
  return tenant === defaultTenant ? id : `${tenant}/${id}`;
}

/** The tenant of the project that is configured under a key. */
export function tenantOfProject(key: string): string {
  const end = key.lastIndexOf('/');
  return end < 0 ? defaultTenant : key.slice(0, end);
}
