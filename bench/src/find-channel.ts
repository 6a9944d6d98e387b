import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { endpointOf } from './endpoint.ts';
import { Failure } from './failure.ts';
import type { TransportId } from './transports/transport.ts';
import type { Workload } from './workload.ts';

const answerMs = 3000;

const handshakes: Record<TransportId, () => { query: string; headers: Record<string, string> }> = {
  websocket: () => ({
    query: '',
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
    },
  }),
  socketio: () => ({ query: 'EIO=4&transport=polling', headers: {} }),
  sse: () => ({ query: '', headers: {} }),
};

/**
 * The address of a workload's channel on a server of which somebody gave the base, or the address itself. Below a
 * base it is where the system has it that the profile describes, or below the profile's path, as on our server.
 * @throws Failure `unreachable` naming every address that was tried
 */
export async function findChannel(base: URL, workload: Workload, token: string | undefined): Promise<URL> {
  const below = new URL(base);
  below.pathname = below.pathname.replace(/\/$/, '') + workload.pathname;
  const candidates = new Map([base, below].map((root) => channelUrl(root, workload)).map((url) => [url.href, url]));
  const [only] = candidates.values();
  if (only && (candidates.size === 1 || only.pathname === base.pathname)) return only;
  const tried: string[] = [];
  for (const url of candidates.values()) {
    const answer = await answerAt(url, workload, token);
    if (typeof answer === 'number' && answer !== 404) return url;
    tried.push(`${url.origin}${url.pathname} (${answer})`);
  }
  throw new Failure(
    'unreachable',
    `no channel at ${tried.join(' or at ')}; give its whole address with --url, or the server's base`,
  );
}

/** A base URL gets the channel's address appended; a full channel address is left as it is. */
export function channelUrl(base: URL, workload: Pick<Workload, 'address'>): URL {
  const url = new URL(base);
  const path = url.pathname.replace(/\/$/, '');
  url.pathname =
    `${path}/`.endsWith(workload.address) || path.endsWith(workload.address) ? url.pathname : path + workload.address;
  return url;
}

/** The status with which a client of the transport is answered there, or what became of the connection. */
function answerAt(url: URL, workload: Workload, token: string | undefined): Promise<number | string> {
  const { query, headers } = handshakes[workload.transport]();
  const address = new URL(url);
  for (const [name, value] of new URLSearchParams(query)) address.searchParams.set(name, value);
  const { host, port, target, headers: credential } = endpointOf(address, workload.carriers, token);
  return new Promise((resolve) => {
    const asked = request({ host, port, path: target, headers: { ...headers, ...credential }, agent: false });
    const settle = (answer: number | string) => {
      resolve(answer);
      asked.destroy();
    };
    asked.setTimeout(answerMs, () => settle(`no answer in ${answerMs} ms`));
    asked.on('upgrade', ({ statusCode = 0 }) => settle(statusCode));
    asked.on('response', ({ statusCode = 0 }) => settle(statusCode));
    asked.on('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
    asked.end();
  });
}
