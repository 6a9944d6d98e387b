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
    if (!profile.channels.some(isPlayable)) {
      throw usageError(
        `profile ${id} has no channel that this kit can speak on (a WebSocket on which the server listens)`,
      );
    }
    return profile;
  });
}
