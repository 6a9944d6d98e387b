import type { Carrier } from '@agentwire/generated/model';

/** Where a client connects, with its credential in place. */
export interface Endpoint {
  host: string;
  port: number;
  /** Path and query. */
  target: string;
  headers: Record<string, string>;
  /** For what a client says after it has connected, where the credential travels in a message. */
  token?: string;
}

/** Puts the token where the profile's first carrier outside messages wants it. */
export function endpointOf(url: URL, carriers: readonly Carrier[], token: string | undefined): Endpoint {
  const address = new URL(url);
  const headers: Record<string, string> = {};
  const carrier = carriers.find((candidate) => candidate.in !== 'message');
  if (carrier && token !== undefined) {
    if (carrier.in === 'query') address.searchParams.set(carrier.name, token);
    else if (carrier.in === 'header') headers[carrier.name] = carrier.prefix + token;
    else headers.Cookie = `${carrier.name}=${token}`;
  }
  return {
    host: address.hostname.replace(/^\[|\]$/g, ''),
    port: Number(address.port || 80),
    target: address.pathname + address.search,
    headers,
    ...(token === undefined ? {} : { token }),
  };
}
