import type { Model, Profile } from '@agentwire/generated/model';
import { usageError } from '../exit.ts';
import { suggestion } from '../nearest.ts';
import { isPlayable } from '../protocol.ts';

/** @throws ExitError (2) for an id that the document does not have. */
export function profilesNamed(ids: readonly string[], model: Model): Profile[] {
  const known = model.profiles.map((profile) => profile.id);
  return [...new Set(ids)].map((id) => {
    const profile = model.profiles.find((candidate) => candidate.id === id);
    if (!profile) throw usageError(`unknown profile ${id}; there are ${known.join(', ')}.${suggestion(id, known)}`);
    return profile;
  });
}

/** @throws ExitError (2) also for a profile that cannot be judged. */
export function playableNamed(ids: readonly string[], model: Model): Profile[] {
  const named = profilesNamed(ids, model);
  const mute = named.find((profile) => !profile.channels.some(isPlayable));
  if (!mute) return named;
  throw usageError(`profile ${mute.id} has no channel that this kit can speak on (one on which the server listens)`);
}
