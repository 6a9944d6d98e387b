import type { Profile } from '@agentwire/generated/model';
import { usageError } from '../exit.ts';
import type { Job } from '../job.ts';
import type { Manifest } from '../manifest.ts';
import { suggestion } from '../nearest.ts';
import { lint } from '../scenario/lint.ts';

/** @throws ExitError (2) with file and line for a scenario that this kit cannot play. */
export function demandPlayable(profiles: readonly Profile[]): void {
  const problems = profiles.flatMap((profile) => profile.scenarios.flatMap((scenario) => lint(scenario, profile)));
  if (problems.length > 0) throw usageError(`the document has scenarios that cannot be played: ${problems.join('; ')}`);
}

/** @throws ExitError (2) for a declared capability that no check is about. */
export function demandCovered(manifest: Manifest, profiles: readonly Profile[], planned: readonly Job[]): void {
  for (const profile of profiles) {
    const decided = new Set(
      planned
        .filter((job) => job.profile === profile.id)
        .flatMap((job) => job.checks.flatMap((check) => check.requirements)),
    );
    const covered = profile.requirements
      .filter((requirement) => decided.has(requirement.id))
      .flatMap((requirement) => requirement.needs)
      .filter((need) => need.startsWith('capability:'))
      .map((need) => need.slice('capability:'.length));
    const idle = (manifest.profiles[profile.id]?.capabilities ?? []).find(
      (capability) => !covered.includes(capability),
    );
    if (idle !== undefined) {
      const known = [...new Set(covered)];
      const there = known.length === 0 ? 'it has none' : `there are ${known.join(', ')}`;
      throw usageError(
        `no check of ${profile.id} is about the capability ${idle}; ${there}.${suggestion(idle, known)}`,
      );
    }
  }
}
