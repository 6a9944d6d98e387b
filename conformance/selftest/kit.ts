import type { Model, Profile } from '@agentwire/generated/model';
import { givenTo } from '../src/command/prepared.ts';
import { selectionOf } from '../src/command/selection.ts';
import { type Identities, readIdentities, readSecret } from '../src/identity.ts';
import type { Job } from '../src/job.ts';
import { Judge } from '../src/judge.ts';
import { LagMeter } from '../src/lag.ts';
import { type LoadedManifest, type Manifest, readManifest } from '../src/manifest.ts';
import { readModel } from '../src/model.ts';
import { planProfile } from '../src/plan.ts';
import { Redactor } from '../src/redact.ts';
import { buildReport, type Report } from '../src/report/report.ts';
import { runJobs } from '../src/runner.ts';
import { Target } from '../src/target.ts';

/** How long a message may take, milliseconds; less than for strangers, since what is broken is waited for in vain. */
const TIMEOUT_MS = 2_000;

/** A subject of the self-test, started or found. */
export interface Subject {
  manifest: Manifest;
  target: Target;
  identities: Identities;
}

/** The kit's own parts, made once: what takes long is the same for every subject. */
export class Kit {
  readonly model: Model;
  readonly judge: Judge;
  readonly #planned: readonly Job[];

  private constructor(model: Model) {
    this.model = model;
    this.judge = new Judge(model);
    this.#planned = model.profiles.flatMap((profile) => planProfile({ model, profile, judge: this.judge }));
  }

  static async make(): Promise<Kit> {
    return new Kit((await readModel(undefined)).model);
  }

  /** All jobs of a profile, or those that decide what is named by ids of requirements and checks. */
  jobs(profile: string, only?: readonly string[]): Job[] {
    const jobs = this.#planned.filter((job) => job.profile === profile);
    return only ? selectionOf({ only: [...only], out: '' }).jobs(jobs) : jobs;
  }

  /** Starts or finds a subject; whoever asked for it releases its target. */
  async reach({ manifest, folder }: LoadedManifest, timeoutMs = TIMEOUT_MS): Promise<Subject> {
    const redactor = new Redactor();
    const context = { env: {}, folder, redactor };
    const identities = await readIdentities({ ...context, manifest: manifest.identities ?? {} });
    const controlToken = async (verb: 'clock' | 'kick'): Promise<string> => {
      const secret = manifest.control?.[verb]?.token;
      return (secret && (await readSecret(secret, { ...context, what: `control.${verb}`, label: 'control' }))) ?? '';
    };
    const target = await Target.reach({
      manifest,
      folder,
      profiles: Object.keys(manifest.profiles).map((id) => this.profile(id)),
      identities,
      clockToken: await controlToken('clock'),
      kickToken: await controlToken('kick'),
      time: 'none',
      judge: this.judge,
      redactor,
      timeoutMs,
      seed: 1,
      probe: 'as-given',
    });
    return { manifest, target, identities };
  }

  /** @throws Error for a profile that the document does not have */
  profile(id: string): Profile {
    const profile = this.model.profiles.find((candidate) => candidate.id === id);
    if (!profile) throw new Error(`the document has no profile ${id}`);
    return profile;
  }

  /** What the jobs say of the subject. */
  async run(jobs: readonly Job[], { target, identities }: Subject, { workers = 4, seed = 1 } = {}): Promise<Report> {
    const profiles = [...new Set(jobs.map(({ profile }) => profile))].map((id) => this.profile(id));
    const lag = new LagMeter();
    const startedAt = new Date();
    const before = target.endings().length;
    try {
      const { outcomes, ended } = await runJobs({
        jobs: [...jobs],
        given: givenTo(target, identities),
        profile: (id) => this.profile(id),
        environment: async (job) =>
          job.ownProcess
            ? target.freshEnvironment(this.profile(job.profile), job.env)
            : { environment: target.environmentOf(job.profile), release: async () => {} },
        // How it ended in earlier runs is no news in this one.
        life: {
          look: () => target.look(),
          endings: () => target.endings().slice(before),
          gone: () => target.gone(),
          revive: () => target.revive(),
        },
        lag,
        workers,
        seed,
        // It counts what is found, not which check is to blame.
        againMs: 0,
      });
      return buildReport({
        model: this.model,
        profiles: profiles.map((profile) => ({ profile, url: target.addressOf(profile).href, open: [] })),
        outcomes,
        selected: () => true,
        subject: { name: target.name, url: target.root.href, follows: target.follows },
        capabilities: (profile) => target.capabilities(profile),
        version: '',
        ended,
        notes: [],
        given: {},
        again: () => '',
        run: {
          startedAt: startedAt.toISOString(),
          durationMs: Date.now() - startedAt.getTime(),
          seed,
          workers,
          clock: target.clock,
          strict: false,
          node: process.versions.node,
          platform: process.platform,
          partial: true,
        },
      });
    } finally {
      lag.stop();
    }
  }
}

/** The manifest of our server. */
export const ours = (): LoadedManifest =>
  readManifest(new URL('../../reference-server/subject.json', import.meta.url).pathname);
