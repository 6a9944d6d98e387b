import { Failure } from './failure.ts';
import { type Endpoint, endpointOf } from './handshake.ts';
import type { LocatedManifest } from './manifest.ts';
import { documentedCall, type PublishCall, publishCall } from './publish-call.ts';
import { reveal } from './secret.ts';
import { ServerProcess as Process, type ServerProcess } from './server-process.ts';
import type { Workload } from './workload.ts';

/** An implementation under load. */
export interface Subject {
  name: string;
  /** Address of its channel, without credential. */
  url: string;
  endpoint: Endpoint;
  call: PublishCall;
  /** Absent when the bench did not start it; then its CPU and memory are not known. */
  server?: ServerProcess;
}

export interface SubjectOptions {
  workload: Workload;
  payloadBytes: number;
  /** Cores for a server that is started, as taskset writes them. */
  cores?: string;
}

/** @throws Failure when it cannot be started or its manifest does not fit the workload */
export async function startSubject(located: LocatedManifest, options: SubjectOptions): Promise<Subject> {
  const { manifest, folder } = located;
  const { workload, payloadBytes, cores } = options;
  const mount = manifest.profiles[workload.profile];
  const http = manifest.emit?.http;
  if (!mount) throw new Failure('usage', `${manifest.name} does not serve profile '${workload.profile}'`);
  if (!http) throw new Failure('usage', `${manifest.name} has no emit.http`);
  const token = (identity: string) => {
    const secret = manifest.identities?.[identity]?.token;
    return secret && reveal(secret, folder);
  };
  const first = token('first');
  const publisher = token('publisher');
  const started =
    manifest.start && (await Process.start({ name: manifest.name, start: manifest.start, folder, cores }));
  const base = addressOf(started?.url ?? manifest.url ?? '', manifest.name);
  const url = channelUrl(new URL(joined(base.href, mount.path ?? '')), workload);
  return {
    name: manifest.name,
    url: url.origin + url.pathname,
    endpoint: endpointOf(url, workload.carriers, first),
    call: publishCall({ http, workload, payloadBytes, base, token: publisher }),
    server: started?.server,
  };
}

/** A server that runs already, by its address; tokens come from the environment. */
export function subjectAt(options: SubjectOptions & { url: string; publishUrl: string }): Subject {
  const { workload, payloadBytes } = options;
  const base = addressOf(options.url, '--url');
  const url = channelUrl(base, workload);
  const http = documentedCall(options.publishUrl);
  return {
    name: url.host,
    url: url.origin + url.pathname,
    endpoint: endpointOf(url, workload.carriers, process.env.AGENTWIRE_TOKEN || undefined),
    call: publishCall({
      http,
      workload,
      payloadBytes,
      base,
      token: process.env.AGENTWIRE_TOKEN_PUBLISHER || undefined,
    }),
  };
}

/** A base URL gets the channel's address appended; a full channel address is left as it is. */
export function channelUrl(base: URL, workload: Pick<Workload, 'address'>): URL {
  const url = new URL(base);
  const path = url.pathname.replace(/\/$/, '');
  url.pathname = path.endsWith(workload.address) ? path : path + workload.address;
  return url;
}

function joined(base: string, path: string): string {
  return base.replace(/\/$/, '') + path;
}

function addressOf(text: string, what: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'ws:') {
    throw new Failure('usage', `${what} must be a ws:// address, not '${text}' (TLS cannot be measured yet)`);
  }
  return url;
}
