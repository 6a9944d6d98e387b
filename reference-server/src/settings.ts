import { defaultTenant } from './credentials.ts';

/** Whether a client of a profile must present a credential before it is served. */
export type Demand = 'required' | 'optional';

/** What the command line tells profiles and services. */
export interface Settings {
  /** Tokens per second of one stream of the embedded engine; 0 is as fast as possible. */
  tokenRate: number;
  codexAuth: Demand;
  devmentorAuth: Demand;
  /** Directories by the key of their project. */
  projects: ReadonlyMap<string, string>;
  /** Where the store lives; in memory when absent. */
  data?: string;
  /** `ws://…` of the IDE that the dashboard connects to. */
  ide?: string;
  /** Origins whose pages may read over HTTP. */
  cors: readonly string[];
  /** Shared with GitHub; there are no webhooks without. */
  githubSecret?: string;
  /** Whose members hear of GitHub. */
  githubTenant: string;
  /** Time between two looks at the process, milliseconds; 0 is never. */
  monitorInterval: number;
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
