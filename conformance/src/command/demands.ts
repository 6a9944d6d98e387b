import type { Profile } from '@agentwire/generated/model';
import type { Need } from '../check.ts';
import { usageError } from '../exit.ts';
import { type Identities, variableOf } from '../identity.ts';
import type { Job } from '../job.ts';
import type { Manifest } from '../manifest.ts';
import { suggestion } from '../nearest.ts';
import { identityNeeded } from '../needs.ts';
import { lint } from '../scenario/lint.ts';

/** @throws ExitError (2) with file and line for a scenario that this kit cannot play. */
export function demandPlayable(profiles: readonly Profile[]): void {
  const problems = profiles.flatMap((profile) => profile.scenarios.flatMap((scenario) => lint(scenario, profile)));
  if (problems.length > 0) throw usageError(`the document has scenarios that cannot be played: ${problems.join('; ')}`);
}

/** Identities that stand for different people, or for credentials that are good and bad. */
const APART = ['first', 'second', 'other-tenant', 'expired', 'forged', 'forbidden'];

/** @throws ExitError (2) for a credential that is given twice under such names. */
export function demandApart(identities: Identities): void {
  const given = APART.filter((name) => identities.has(name));
  for (const [index, name] of given.entries()) {
    const twin = given.slice(0, index).find((other) => identities.same(other, name));
    if (twin === undefined) continue;
    throw usageError(
      `the identities ${twin} and ${name} are one and the same; give ${name} a credential of its own ` +
        `(${variableOf(name)}, or \`identities.${name}\` in the manifest), or leave it out`,
    );
  }
}

/** @throws ExitError (2) for an identity that a run had and this one has not. */
export function demandGiven(identities: Identities, needs: readonly Need[], what: string): void {
  const name = needs.flatMap((need) => identityNeeded(need) ?? []).find((one) => !identities.has(one));
  if (name === undefined) return;
  throw usageError(`${what} took the identity ${name}, which is not given now: set ${variableOf(name)} as before`);
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
