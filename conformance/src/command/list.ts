import { tierOf } from '../check.ts';
import { Judge } from '../judge.ts';
import { readModel } from '../model.ts';
import { planProfile } from '../plan.ts';
import { counted } from '../report/counted.ts';
import { TIER_LEGEND, tierShareLine } from '../tier-share.ts';
import { placesOf } from './places.ts';
import { profilesNamed } from './profiles.ts';

export interface ListFlags {
  profile?: string[];
  checks?: boolean;
  places?: boolean;
  spec?: string;
}

/**
 * Prints requirements with the number of their checks and how many of them take little, or the checks themselves, or
 * what of the schemas they reach.
 */
export async function list(flags: ListFlags): Promise<void> {
  const { model } = await readModel(flags.spec);
  const judge = new Judge(model);
  const profiles = flags.profile ? profilesNamed(flags.profile, model) : model.profiles;
  const lines = profiles.flatMap((profile) => {
    if (flags.places) return placesOf({ model, profile, judge });
    const checks = planProfile({ model, profile, judge }).flatMap((job) => job.checks);
    if (flags.checks) return checks.map((check) => `${tierOf(check.needs)}  ${check.id}  ${check.title}`);
    const rows = profile.requirements.map((requirement) => {
      const count = checks.filter((check) => check.requirements.includes(requirement.id)).length;
      const excused = requirement.excused
        ? 'excused'
        : requirement.party === 'client'
          ? 'client'
          : count === 0
            ? 'UNTESTED'
            : counted(count, 'check');
      return [
        requirement.id.padEnd(48),
        requirement.level.padEnd(10),
        tierOf(requirement.needs),
        excused.padStart(10),
        requirement.needs.join(', '),
      ]
        .join('  ')
        .trimEnd();
    });
    return [...rows, tierShareLine(profile, checks), ''];
  });
  const legend = flags.places ? '' : `\n${TIER_LEGEND}\n`;
  process.stdout.write(`${lines.join('\n').trimEnd()}\n${legend}`);
}
