import { tierOf } from '../check.ts';
import { usageError } from '../exit.ts';
import { Judge } from '../judge.ts';
import { readModel } from '../model.ts';
import { suggestion } from '../nearest.ts';
import { planProfile } from '../plan.ts';
import { counted } from '../report/counted.ts';

/** Derived checks shown of one requirement. */
const SHOWN = 12;

/** Prints what there is to know about a requirement or a check. */
export async function explain(id: string, flags: { spec?: string }): Promise<void> {
  const { model } = await readModel(flags.spec);
  const judge = new Judge(model);
  const checks = model.profiles.flatMap((profile) =>
    planProfile({ model, profile, judge }).flatMap((job) => job.checks),
  );
  const requirements = model.profiles.flatMap((profile) => profile.requirements);
  const requirement = requirements.find((candidate) => candidate.id === id);
  const check = checks.find((candidate) => candidate.id === id);
  if (requirement) {
    const deciding = checks.filter((candidate) => candidate.requirements.includes(id));
    print([
      `${requirement.id}  ${requirement.level}  (${requirement.party}, ${requirement.basis})`,
      `  ${requirement.text}`,
      ...(requirement.note ? [`  ${requirement.note}`] : []),
      `  ${requirement.source}${requirement.covers.length > 0 ? `, covers ${requirement.covers.join(', ')}` : ''}`,
      `  tier ${tierOf(requirement.needs)}, needs ${requirement.needs.join(', ') || 'a URL only'}`,
      ...(requirement.excused ? [`  excused: ${requirement.excused.reason}, ${requirement.excused.note}`] : []),
      `  ${counted(deciding.length, 'check')}`,
      ...deciding.slice(0, SHOWN).map((one) => `    ${one.id}  ${one.title}`),
      ...(deciding.length > SHOWN ? [`    and ${deciding.length - SHOWN} more (list --checks)`] : []),
    ]);
  } else if (check) {
    const scenario = model.profiles.flatMap((profile) => profile.scenarios).find((candidate) => candidate.id === id);
    print([
      `${check.id}  (${check.kind}, tier ${tierOf(check.needs)})`,
      `  ${check.title}`,
      `  ${check.source}`,
      `  needs ${check.needs.join(', ') || 'a URL only'}`,
      `  decides ${check.requirements.join(', ')}`,
      ...(scenario?.steps.map((step, index) => `  ${String(index + 1).padStart(3)}  ${JSON.stringify(step)}`) ?? []),
    ]);
  } else {
    const known = [...requirements.map((one) => one.id), ...checks.map((one) => one.id)];
    throw usageError(`no requirement and no check ${id}.${suggestion(id, known)} The command list shows all ids`);
  }
}

const print = (lines: string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};
