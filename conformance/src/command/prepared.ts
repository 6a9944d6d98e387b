import type { Model, Profile } from '@agentwire/generated/model';
import { DEFAULT_TIMEOUT_MS } from '../environment.ts';
import { type Identities, readIdentities, readSecret } from '../identity.ts';
import type { Job } from '../job.ts';
import { Judge } from '../judge.ts';
import type { Manifest } from '../manifest.ts';
import { readModel } from '../model.ts';
import type { Given } from '../needs.ts';
import { planProfile } from '../plan.ts';
import { Redactor } from '../redact.ts';
import { Target } from '../target.ts';
import { demandApart, demandCovered, demandPlayable } from './demands.ts';
import type { TestFlags } from './flags.ts';
import { profilesOf, subjectOf } from './subject.ts';

/** All that a run needs before it meets the subject. */
export interface Prepared {
  model: Model;
  /** What the document leaves open about a profile, in sentences. */
  open(profile: string): string[];
  judge: Judge;
  manifest: Manifest;
  profiles: Profile[];
  planned: Job[];
  identities: Identities;
  redactor: Redactor;
  /** Order of the checks, and whatever they leave to chance. */
  seed: number;
  /** Starts or finds the subject. */
  reach(): Promise<Target>;
}

/** @throws ExitError (2) */
export async function prepare(flags: TestFlags): Promise<Prepared> {
  const { model, open } = await readModel(flags.spec);
  const { manifest, folder, probe } = subjectOf(flags, model);
  const profiles = profilesOf(flags, manifest, model);
  const judge = new Judge(model);
  const planned = profiles.flatMap((profile) => planProfile({ model, profile, judge }));
  demandPlayable(profiles);
  demandCovered(manifest, profiles, planned);

  const redactor = new Redactor();
  for (const { name, value } of namedSecrets(manifest)) redactor.add(value, name);
  const identities = await readIdentities({ manifest: manifest.identities ?? {}, env: process.env, folder, redactor });
  demandApart(identities);
  const controlToken = async (verb: 'clock' | 'kick'): Promise<string> => {
    const secret = manifest.control?.[verb]?.token;
    const context = { what: `control.${verb}`, label: 'control', env: process.env, folder, redactor };
    return (secret && (await readSecret(secret, context))) ?? '';
  };
  const [clockToken, kickToken] = [await controlToken('clock'), await controlToken('kick')];
  const seed = flags.seed ?? Math.floor(Math.random() * 1_000_000);
  const reach = (): Promise<Target> =>
    Target.reach({
      manifest,
      folder,
      profiles,
      identities,
      clockToken,
      kickToken,
      time: flags.slow ? 'real' : 'none',
      judge,
      redactor,
      timeoutMs: flags.timeout ?? DEFAULT_TIMEOUT_MS,
      seed,
      probe,
    });
  return {
    model,
    open,
    judge,
    manifest,
    profiles,
    planned,
    identities,
    redactor,
    seed,
    reach,
  };
}

/** What the operator has given, for a profile of a subject. */
export const givenTo =
  (target: Target, identities: Identities) =>
  (profile: string): Given => ({
    identity: (name) => identities.has(name),
    emit: target.canEmit,
    project: target.hasProject,
    clock: target.clock,
    process: target.canStart,
    kick: target.canKick,
    fixture: (name) => Object.hasOwn(target.fixtures(profile), name),
    capabilities: target.capabilities(profile),
  });

/** Names of variables and headers whose values are kept out of every output. */
const SECRET_NAME = /token|secret|key|password|credential|authorization|cookie/i;

/** Values in the manifest that are secrets by their names, though they stand outside `identities`. */
function namedSecrets({ start, emit, control }: Manifest): { name: string; value: string }[] {
  const emitHeaders = emit && 'http' in emit ? emit.http.headers : undefined;
  const places = [start?.env, emitHeaders, control?.clock?.http.headers, control?.kick?.http.headers];
  return places
    .flatMap((place) => Object.entries(place ?? {}))
    .filter(([name, value]) => SECRET_NAME.test(name) && !value.includes('${'))
    .map(([name, value]) => ({ name, value: value.replace(/^\w+ +/, '') }));
}
