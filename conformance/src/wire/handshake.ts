import type { Carrier } from '@agentwire/generated/model';

/** A WebSocket upgrade to be sent. */
export interface Handshake {
  url: URL;
  headers: Record<string, string>;
  /** The auth object of Socket.IO's CONNECT. */
  auth?: Record<string, string>;
  /** Whether permessage-deflate is offered. */
  deflate?: boolean;
}

export interface HandshakeOptions {
  /** Address of the channel. */
  url: URL;
  /** Credentials and the carrier of each, in any order; a text that a message carries is not for the handshake. */
  credentials: { carrier: Carrier; value: string | Record<string, string> }[];
  headers?: Record<string, string>;
  query?: Record<string, string>;
  deflate?: boolean;
}

export function handshake(options: HandshakeOptions): Handshake {
  const url = new URL(options.url);
  const headers: Record<string, string> = {};
  let auth: Record<string, string> | undefined;
  for (const { carrier, value } of options.credentials) {
    if (typeof value !== 'string') auth = value;
    else if (carrier.in === 'query') url.searchParams.set(carrier.name, value);
    else if (carrier.in === 'header') headers[carrier.name] = `${carrier.prefix}${value}`;
    else if (carrier.in === 'cookie') headers.Cookie = `${carrier.name}=${value}`;
  }
  for (const [name, value] of Object.entries(options.query ?? {})) url.searchParams.set(name, value);
  return {
    url,
    headers: { ...headers, ...options.headers },
    ...(auth ? { auth } : {}),
    ...(options.deflate ? { deflate: true } : {}),
  };
}
