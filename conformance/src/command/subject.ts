import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Profile } from '@agentwire/generated/model';
import { namedIn, parseUrl } from '../address.ts';
import { usageError } from '../exit.ts';
import { type LoadedManifest, type Manifest, readManifest } from '../manifest.ts';
import { readModel } from '../model.ts';
import { suggestion } from '../nearest.ts';
import { isPlayable } from '../protocol.ts';
import type { TestFlags } from './flags.ts';
import { playableNamed } from './profiles.ts';
import { words } from './words.ts';

/** The manifest of the subject, or one made from --url and --start; by default that of the server beside this package. */
export function subjectOf(flags: TestFlags): LoadedManifest & { probe: 'find' | 'as-given' } {
  if (flags.subject !== undefined && flags.url !== undefined)
    throw usageError('give --url or --subject, not both; a manifest has a url of its own');
  if (flags.subject !== undefined && flags.start !== undefined)
    throw usageError('give --start or --subject, not both; a manifest has a start of its own');
  if (flags.url !== undefined) {
    const url = parseUrl(flags.url);
    const settings = { capabilities: flags.capability ?? [], parameters: parametersOf(flags) };
    const profiles = Object.fromEntries(
      (flags.profile ?? readModel().profiles.map((profile) => profile.id)).map((id) => [id, settings]),
    );
    const start = flags.start === undefined ? {} : { start: { command: words(flags.start) } };
    return { manifest: { name: url.host, url: url.href, profiles, ...start }, folder: process.cwd(), probe: 'find' };
  }
  if (flags.start !== undefined) throw usageError('--start needs --url, the address at which the server will listen');
  const beside = fileURLToPath(new URL('../../../reference-server/subject.json', import.meta.url));
  if (flags.subject === undefined && !existsSync(beside)) {
    throw usageError('say what to judge: --url ws://host:port with --profile, or --subject manifest.json');
  }
  const loaded = readManifest(flags.subject ?? beside);
  for (const settings of Object.values(loaded.manifest.profiles)) {
    settings.capabilities = [...new Set([...(settings.capabilities ?? []), ...(flags.capability ?? [])])];
    settings.parameters = { ...settings.parameters, ...parametersOf(flags) };
  }
  return { ...loaded, probe: 'as-given' };
}

/** @throws ExitError (2) for a --parameter that is not name=value, or that no channel has. */
function parametersOf(flags: TestFlags): Record<string, string> {
  const channels = readModel().profiles.flatMap((profile) => profile.channels);
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
export function profilesOf(flags: TestFlags, manifest: Manifest, known: Profile[]): Profile[] {
  const model = readModel();
  if (flags.url !== undefined && flags.profile === undefined) {
    const named = namedIn(parseUrl(flags.url), known);
    if (named.length > 0) return named;
    throw usageError(
      `say which protocol it speaks: ${known
        .filter((profile) => profile.channels.some(isPlayable))
        .map((profile) => `--profile ${profile.id}`)
        .join(' or ')}`,
    );
  }
  const served = playableNamed(Object.keys(manifest.profiles), model);
  if (flags.profile === undefined) return served;
  const wanted = playableNamed(flags.profile, model);
  const absent = wanted.find((profile) => !served.includes(profile));
  if (absent)
    throw usageError(
      `${manifest.name} has no profile ${absent.id}; its manifest names ${served.map((profile) => profile.id).join(', ')}`,
    );
  return wanted;
}
