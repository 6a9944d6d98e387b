import type { Channel, Profile } from '@agentwire/generated/model';
import { usageError } from './exit.ts';

const trimmed = (path: string): string => path.replace(/\/+$/, '');

/** `ws://host/base` joined with a path; query and fragment of the base are dropped. */
export function join(base: URL, path: string): URL {
  const url = new URL(base);
  url.pathname = `${trimmed(base.pathname)}${path}`;
  url.search = '';
  url.hash = '';
  return url;
}

/** @throws ExitError (2) */
export function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['ws:', 'wss:', 'http:', 'https:'].includes(url.protocol)) {
    throw usageError(`--url ${text} is no address; write it as ws://host:port or wss://host:port/path`);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '') {
    throw usageError('--url must not carry credentials; put the token into AGENTWIRE_TOKEN');
  }
  url.protocol = url.protocol.replace('http', 'ws');
  return url;
}

const literal = (text: string): string => text.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');

/** A path that ends with a channel's address, whatever its parameters are. */
function ending(channel: Channel): RegExp {
  const pattern = literal(trimmed(channel.address)).replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return new RegExp(`${pattern}$`, 'u');
}

/**
 * Where a profile's channels may be, given what the operator wrote, the likeliest first: the URL as a
 * channel's full address, as the profile's base, as the base of a server that mounts the profile at
 * the pathname of the document.
 */
export function candidateBases(url: URL, profile: Profile): URL[] {
  const path = trimmed(url.pathname);
  const full = profile.channels.map((channel) => ending(channel).exec(path)).find((found) => found !== null);
  if (full) {
    const base = new URL(url);
    base.pathname = path.slice(0, full.index);
    return [base];
  }
  const mounted = profile.pathname !== '' && !path.endsWith(profile.pathname);
  return [join(url, ''), ...(mounted ? [join(url, profile.pathname)] : [])];
}

/** Path parameters that stand in a URL which is the full address of one of the profile's channels. */
export function parametersIn(url: URL, profile: Profile): Record<string, string> {
  const found = profile.channels.map((channel) => ending(channel).exec(trimmed(url.pathname))).find(Boolean);
  return Object.fromEntries(
    Object.entries(found?.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
  );
}

/** Values of a channel's path parameters: those given, and of the others the first example. */
export function parametersOf(channel: Channel, given: Record<string, string>): Record<string, string> {
  return Object.fromEntries(channel.parameters.map(({ name, examples }) => [name, given[name] ?? examples[0] ?? name]));
}

/** @param parameters values of all its path parameters */
export function channelAddress(base: URL, channel: Channel, parameters: Record<string, string>): URL {
  const path = channel.address.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(parameters[name] ?? ''),
  );
  return join(base, path);
}

/** Profiles whose pathname stands in the URL's path: the URL itself says what it serves. */
export function namedIn(url: URL, profiles: readonly Profile[]): Profile[] {
  return profiles.filter(
    (profile) => profile.pathname !== '' && `${trimmed(url.pathname)}/`.includes(`${profile.pathname}/`),
  );
}
