import type { Address } from './address.ts';
import type { Credentials, Identity } from './credentials.ts';
import { ProtocolError } from './errors.ts';
import type { Suspect } from './suspicions.ts';
import type { Carriers, Traits } from './traits.ts';

/** The request that asks for a connection. */
export interface Handshake {
  query: URLSearchParams;
  /** Headers by their name in lower case. */
  headers: ReadonlyMap<string, string>;
  /** Parameters of the path by their name. */
  parameters: ReadonlyMap<string, string>;
}

/** Which events of a stream a reader wants. */
export interface Reading {
  /** The last one that it has. */
  lastEventId?: string | undefined;
  /** Wire names; all without. */
  selection?: ReadonlySet<string> | undefined;
}

/** A connection may be opened, for somebody known or not. */
export interface Admission {
  identity?: Identity;
  /** Parameters of the path by their name. */
  parameters: ReadonlyMap<string, string>;
  /** What a reader of an event stream asked for. */
  reading?: Reading;
  /** The client asked in the query for compressed messages. */
  wantsCompression: boolean;
  /** Where the client is, for the log. */
  address?: Address;
}

/** As a request is admitted, which always comes from somewhere. */
export type Located = Admission & { address: Address };

/** A connection is refused with an HTTP status. */
export interface Rejection {
  status: number;
  /** Told to the client and to the log. */
  reason: string;
  /** Says something of who asks, and was not noted where it was decided. */
  isSuspicious?: boolean;
}

/** How a carrier gives up its credential; nothing when it has none. */
const readers: Record<Carriers[number]['in'], (handshake: Handshake, name: string) => string | undefined> = {
  query: ({ query }, name) => query.get(name) ?? undefined,
  header: ({ headers }, name) => headers.get(name.toLowerCase()),
  cookie: ({ headers }, name) => readCookie(headers.get('cookie') ?? '', name),
  // Comes later, on the connection.
  message: () => undefined,
};

/**
 * The credential of the first carrier that has one, the others are ignored. An empty value counts as
 * absent, and the prefix of a header is case-sensitive (AUTOSDLC-B03).
 */
export function presentedCredential(carriers: Carriers, handshake: Handshake): string | undefined {
  for (const { in: place, name, prefix } of carriers) {
    const value = readers[place](handshake, name);
    if (value?.startsWith(prefix) && value.length > prefix.length) return value.slice(prefix.length);
  }
  return undefined;
}

export interface AdmitOptions {
  carriers: Carriers;
  traits: Traits;
  credentials: Credentials;
  handshake: Handshake;
  /** Who asks, for the log. */
  visitor: Suspect & { address: Address };
}

/** Decides about a connection by what the document says of missing and of invalid credentials. */
export async function admit({
  carriers,
  traits: { authentication, compression },
  credentials,
  handshake,
  visitor,
}: AdmitOptions): Promise<Located | Rejection> {
  const { address } = visitor;
  const wantsCompression = compression !== undefined && asks(handshake.query, compression.query);
  const { parameters } = handshake;
  const status = authentication?.refusedStatus ?? 401;
  const credential = presentedCredential(carriers, handshake);
  if (credential === undefined) {
    if (authentication?.missing === 'refuse') return { status, reason: 'INVALID_TOKEN' };
    return { parameters, wantsCompression, address };
  }
  try {
    const identity = await credentials.verify(credential, 'websocket', visitor);
    return { identity, parameters, wantsCompression, address };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    if (authentication?.invalid === 'refuse') return { status, reason: error.code };
    return { parameters, wantsCompression, address };
  }
}

function asks(query: URLSearchParams, { name, value }: { name: string; value: string }): boolean {
  return query.get(name) === value;
}

function readCookie(header: string, name: string): string | undefined {
  for (const pair of header.split(';')) {
    const [key, ...value] = pair.split('=');
    if (key?.trim() === name) return decoded(value.join('=').trim());
  }
  return undefined;
}

/** Undoes percent-encoding; what is no valid encoding is taken as it stands. */
export function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
