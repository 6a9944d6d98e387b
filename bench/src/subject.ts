import { type Endpoint, endpointOf } from './endpoint.ts';
import { Failure } from './failure.ts';
import { channelUrl, findChannel } from './find-channel.ts';
import type { HttpCall, LocatedManifest } from './manifest.ts';
import { clientCall, documentedCall, httpCall, type PublishCall } from './publish-call.ts';
import { reveal } from './secret.ts';
import { ServerProcess as Process, type ServerProcess } from './server-process.ts';
import { planTopics } from './topics.ts';
import type { Workload } from './workload.ts';

/** An implementation under load. */
export interface Subject {
  name: string;
  /** Address of its channel, without credential. */
  url: string;
  endpoint: Endpoint;
  workload: Workload;
  /** How each lane publishes; none where nothing is published. */
  calls: PublishCall[];
  /** Absent when the bench did not start it; then its CPU and memory are not known. */
  server?: ServerProcess;
}

export interface SubjectOptions {
  workload: Workload;
  payloadBytes: number;
  lanes: number;
  /** Cores for a server that is started, as taskset writes them. */
  cores?: string;
}

/** @throws Failure when it cannot be started or its manifest does not fit the workload */
export async function startSubject(located: LocatedManifest, options: SubjectOptions): Promise<Subject> {
  const { manifest, folder } = located;
  const { workload, cores } = options;
  const mount = manifest.profiles[workload.profile];
  if (!mount) throw new Failure('usage', `${manifest.name} does not serve profile '${workload.profile}'`);
  const token = (identity: string) => {
    const secret = manifest.identities?.[identity]?.token;
    return secret && reveal(secret, folder);
  };
  const subscriber = token('first');
  const publisher = token('publisher');
  const started =
    manifest.start && (await Process.start({ name: manifest.name, start: manifest.start, folder, cores }));
  try {
    const base = addressOf(started?.url ?? manifest.url ?? '', manifest.name);
    const url = channelUrl(new URL(joined(base.href, mount.path ?? '')), workload);
    return {
      ...reached({ ...options, name: manifest.name, url, base, http: manifest.emit?.http, subscriber, publisher }),
      ...(started ? { server: started.server } : {}),
    };
  } catch (error) {
    await started?.server.stop();
    throw error;
  }
}

/** Where the tokens come from of a server that runs already. */
export const tokenVariables = { subscriber: 'AGENTWIRE_TOKEN', publisher: 'AGENTWIRE_TOKEN_PUBLISHER' } as const;

/** A server that runs already, by its address; tokens come from the environment. */
export async function subjectAt(options: SubjectOptions & { url: string; publishUrl?: string }): Promise<Subject> {
  const { workload, publishUrl } = options;
  const base = addressOf(options.url, '--url');
  const subscriber = process.env[tokenVariables.subscriber] || undefined;
  const at = (url: URL): Subject =>
    reached({
      ...options,
      name: url.host,
      url,
      base,
      http: publishUrl === undefined ? undefined : documentedCall(publishUrl),
      subscriber,
      publisher: process.env[tokenVariables.publisher] || undefined,
    });
  // What the command line lacks is said before anybody is connected to.
  at(base);
  return at(await findChannel(base, workload, subscriber));
}

function reached(
  options: SubjectOptions & {
    name: string;
    url: URL;
    base: URL;
    http: HttpCall | undefined;
    subscriber: string | undefined;
    publisher: string | undefined;
  },
): Subject {
  const { name, url, workload, subscriber } = options;
  return {
    name,
    url: url.origin + url.pathname,
    endpoint: endpointOf(url, workload.carriers, subscriber),
    workload,
    calls: workload.deliveries ? callsOf(options) : [],
  };
}

/** The manifest's call, or where there is none a client of the channel; with topics, one topic a lane. */
function callsOf(options: Parameters<typeof reached>[0]): PublishCall[] {
  const { workload, payloadBytes, lanes, http, base, url, publisher, subscriber } = options;
  const { topics } = workload.deliveries ?? {};
  const names = topics ? planTopics(lanes, topics.wildcard).topics : Array<undefined>(lanes).fill(undefined);
  return names.map((topic) => {
    if (!http) return clientCall(workload, endpointOf(url, workload.carriers, publisher ?? subscriber), payloadBytes);
    const call = { http, workload, payloadBytes, base };
    return httpCall({ ...call, ...(publisher ? { token: publisher } : {}), ...(topic ? { topic } : {}) });
  });
}

function joined(base: string, path: string): string {
  return base.replace(/\/$/, '') + path;
}

function addressOf(text: string, what: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && ['ws:', 'http:'].includes(url.protocol)) return url;
  throw new Failure('usage', `${what} must be a ws:// or http:// address, not '${text}' (TLS cannot be measured yet)`);
}
