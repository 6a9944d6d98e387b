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

/**
 * Where a profile's channels may be, given what the operator wrote, the likeliest first: the URL as a
 * channel's full address, as the profile's base, as the base of a server that mounts the profile at
 * the pathname of the document.
 */
export function candidateBases(url: URL, profile: Profile): URL[] {
  const path = trimmed(url.pathname);
  const full = profile.channels.find((channel) => path.endsWith(channel.address));
  if (full) {
    const base = new URL(url);
    base.pathname = path.slice(0, path.length - full.address.length);
    return [base];
  }
  const mounted = profile.pathname !== '' && !path.endsWith(profile.pathname);
  return [join(url, ''), ...(mounted ? [join(url, profile.pathname)] : [])];
}

/** Address of a channel; parameters take their first example. */
export function channelAddress(base: URL, channel: Channel): URL {
  const path = channel.parameters.reduce(
    (address, parameter) =>
      address.replace(`{${parameter.name}}`, encodeURIComponent(parameter.examples[0] ?? parameter.name)),
    channel.address,
  );
  return join(base, path);
}

/** Profiles whose pathname stands in the URL's path: the URL itself says what it serves. */
export function namedIn(url: URL, profiles: readonly Profile[]): Profile[] {
  return profiles.filter(
    (profile) => profile.pathname !== '' && `${trimmed(url.pathname)}/`.includes(`${profile.pathname}/`),
  );
}
