import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Model, Profile } from '@agentwire/generated/model';
import { namedIn, parseUrl } from '../address.ts';
import { usageError } from '../exit.ts';
import { type LoadedManifest, type Manifest, readManifest } from '../manifest.ts';
import { suggestion } from '../nearest.ts';
import { isPlayable } from '../protocol.ts';
import type { TestFlags } from './flags.ts';
import { playableNamed } from './profiles.ts';
import { words } from './words.ts';

type Given = LoadedManifest & { probe: 'find' | 'as-given' };

/**
 * The manifest of the subject, or one made of the options; by default that of the server beside this package.
 * @throws ExitError (2)
 */
export function subjectOf(flags: TestFlags, model: Model): Given {
  demandOneWay(flags);
  const address = flags.url ?? flags.ready;
  return address === undefined ? byManifest(flags, model) : byAddress(address, flags, model);
}

/** @throws ExitError (2) for options that say two things, or half of one. */
function demandOneWay({ subject, url, start, ready, spec }: TestFlags): void {
  const double = Object.entries({ url, start, ready }).find(([, value]) => value !== undefined);
  if (subject !== undefined && double)
    throw usageError(`give --${double[0]} or --subject, not both; a manifest says the same in its own way`);
  if (ready !== undefined && start === undefined)
    throw usageError('--ready is for a server that the kit starts (--start); one that runs already is given by --url');
  if (start !== undefined && (ready ?? url) === undefined)
    throw usageError('--start needs --ready, the address at which the server listens when it is ready');
  if (spec !== undefined && (subject ?? ready ?? url) === undefined)
    throw usageError('--spec says by which document; say also what to judge: --url ws://host:port');
}

function byAddress(address: string, flags: TestFlags, model: Model): Given {
  const url = parseUrl(address);
  const isHealthPage = flags.url === undefined && address.startsWith('http');
  if (isHealthPage) url.pathname = '/';
  const settings = { capabilities: flags.capability ?? [], parameters: parametersOf(flags, model) };
  const ids = flags.profile ?? model.profiles.map((profile) => profile.id);
  const profiles = Object.fromEntries(ids.map((id) => [id, settings]));
  const ready = flags.ready === undefined ? {} : { ready: { url: flags.ready } };
  const start = flags.start === undefined ? {} : { start: { command: words(flags.start), ...ready } };
  return { manifest: { name: url.host, url: url.href, profiles, ...start }, folder: process.cwd(), probe: 'find' };
}

function byManifest(flags: TestFlags, model: Model): Given {
  const beside = fileURLToPath(new URL('../../../reference-server/subject.json', import.meta.url));
  if (flags.subject === undefined && !existsSync(beside)) {
    throw usageError('say what to judge: --url ws://host:port with --profile, or --subject manifest.json');
  }
  const loaded = readManifest(flags.subject ?? beside);
  for (const settings of Object.values(loaded.manifest.profiles)) {
    settings.capabilities = [...new Set([...(settings.capabilities ?? []), ...(flags.capability ?? [])])];
    settings.parameters = { ...settings.parameters, ...parametersOf(flags, model) };
  }
  return { ...loaded, probe: 'as-given' };
}

/** @throws ExitError (2) for a --parameter that is not name=value, or that no channel has. */
function parametersOf(flags: TestFlags, model: Model): Record<string, string> {
  const channels = model.profiles.flatMap((profile) => profile.channels);
  const known = [...new Set(channels.flatMap((channel) => channel.parameters.map(({ name }) => name)))];
  return Object.fromEntries(
    (flags.parameter ?? []).map((text) => {
      const [, name = '', value = ''] = /^([^=]+)=(.+)$/u.exec(text) ?? [];
      if (value === '') throw usageError(`--parameter ${text} is not name=value`);
      if (!known.includes(name))
        throw usageError(
          `no channel has a parameter ${name}; there are ${known.join(', ')}.${suggestion(name, known)}`,
        );
      return [name, value];
    }),
  );
}

/** @throws ExitError (2) when the profile is not known, not served, or not said. */
export function profilesOf(flags: TestFlags, manifest: Manifest, model: Model): Profile[] {
  const address = flags.url ?? flags.ready;
  if (address !== undefined && flags.profile === undefined) {
    const named = namedIn(parseUrl(address), model.profiles);
    if (named.length > 0) return named;
    const playable = model.profiles.filter((profile) => profile.channels.some(isPlayable));
    if (model.profiles.length === 1) return playableNamed([model.profiles[0]?.id ?? ''], model);
    throw usageError(
      `say which protocol it speaks: ${playable.map((profile) => `--profile ${profile.id}`).join(' or ')}`,
    );
  }
  const served = playableNamed(Object.keys(manifest.profiles), model);
  if (flags.profile === undefined) return served;
  const wanted = playableNamed(flags.profile, model);
  const absent = wanted.find((profile) => !served.includes(profile));
  if (absent)
    throw usageError(
      `${manifest.name} has no profile ${absent.id}; its manifest names ${served.map(({ id }) => id).join(', ')}`,
    );
  return wanted;
}
