import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, Profile } from '@agentwire/generated/model';
import { candidateBases, channelAddress, join, parametersIn, parametersOf } from './address.ts';
import { Pulse } from './alive.ts';
import { type Clock, controlClock, noClock, realClock } from './clock.ts';
import { firstCredential } from './credential.ts';
import { type Emit, emitBy } from './emit.ts';
import type { Environment } from './environment.ts';
import { unreachable, usageError } from './exit.ts';
import type { Identities } from './identity.ts';
import type { Judge } from './judge.ts';
import { controlKick, type Kick } from './kick.ts';
import type { Manifest } from './manifest.ts';
import { type OpenProject, openProject } from './project.ts';
import { channelOf } from './protocol.ts';
import type { Redactor } from './redact.ts';
import type { SubjectLife } from './run-options.ts';
import { type Running, type StartOptions, startSubject } from './subject.ts';
import type { Ending } from './survival.ts';
import { Connection } from './wire/connection.ts';
import { handshake } from './wire/handshake.ts';
import { Refused } from './wire/link.ts';
import { Transcript } from './wire/transcript.ts';

/** Answers to an upgrade that come from the right place, only not to this client; 101 is followed by a refusal. */
const DECLINED = new Set([101, 401, 403, 429, 503]);

/** How long the end of a process may take to be noticed after nothing answers any more, milliseconds. */
const NOTICE_MS = 2_000;
const NOTICE_STEP_MS = 20;

export interface TargetOptions {
  manifest: Manifest;
  folder: string;
  /** Profiles to judge. */
  profiles: Profile[];
  identities: Identities;
  /** Token of the control verb clock, when the manifest has one. */
  clockToken: string;
  /** The same of the control verb kick. */
  kickToken?: string;
  time: 'real' | 'none';
  judge: Judge;
  redactor: Redactor;
  timeoutMs: number;
  /** Decides whatever a check leaves to chance. */
  seed: number;
  /** True for an address given by hand, whose mount point has to be found out. */
  probe: 'find' | 'as-given';
}

/** The subject of a run: reachable, started when it had to be, with the addresses of its profiles. */
export class Target implements SubjectLife {
  readonly name: string;
  readonly follows: boolean;
  readonly clock: 'virtual' | 'real' | 'none';
  /** Where the subject is; the root of HTTP requests. */
  root: URL;
  readonly #options: TargetOptions;
  #running: Running | undefined;
  readonly #project: OpenProject;
  readonly #endings: Ending[] = [];
  readonly #pulse = new Pulse();
  /** Whether the subject has stopped to answer, though no process of the kit has ended. */
  #vanished = false;
  /** Counts how often it came back, so that an old look says nothing of a new life. */
  #life = 0;
  #reviving: Promise<void> | undefined;
  readonly #bases = new Map<string, URL>();
  readonly #runId = randomBytes(3).toString('hex');

  private constructor(
    options: TargetOptions,
    reached: { root: URL; running: Running | undefined; project: OpenProject },
  ) {
    const { root, running, project } = reached;
    this.#options = options;
    this.#running = running;
    this.#project = project;
    this.root = root;
    this.name = options.manifest.name;
    this.follows = options.manifest.follows === 'agentwire';
    this.clock = options.manifest.control?.clock ? 'virtual' : options.time;
  }

  /** @throws ExitError (2, 3) */
  static async reach(options: TargetOptions): Promise<Target> {
    const { manifest, folder, redactor } = options;
    const url = manifest.url === undefined ? undefined : new URL(manifest.url);
    const project = await openProject({ manifest, folder });
    const running = project.start && (await startWith(project, { folder, redactor, ...(url ? { url } : {}) }));
    const root = running?.url ?? url;
    if (!root) throw usageError('the manifest has neither start nor url');
    const target = new Target(options, { root, running, project });
    try {
      for (const profile of options.profiles) target.#bases.set(profile.id, await target.#findBase(profile));
      return target;
    } catch (error) {
      await target.release();
      throw error;
    }
  }

  /** Whether the kit can start further processes of the subject: each says itself where it listens. */
  get canStart(): boolean {
    const ready = this.#options.manifest.start?.ready;
    return ready !== undefined && 'json' in ready;
  }

  get canEmit(): boolean {
    return this.#options.manifest.emit !== undefined;
  }

  get hasProject(): boolean {
    return this.#project.project !== undefined;
  }

  get canKick(): boolean {
    return this.#options.manifest.control?.kick !== undefined;
  }

  fixtures(profile: string): Record<string, unknown> {
    return this.#options.manifest.profiles[profile]?.fixtures ?? {};
  }

  capabilities(profile: string): ReadonlySet<string> {
    return new Set(this.#options.manifest.profiles[profile]?.capabilities ?? []);
  }

  addressOf(profile: Profile): URL {
    const channel = channelOf(profile);
    return channelAddress(this.#bases.get(profile.id) as URL, channel, this.#parameters(profile, channel));
  }

  endings(): readonly Ending[] {
    const last = this.#running?.ended();
    if (last && !this.#vanished && !this.#endings.includes(last)) this.#endings.push(last);
    return this.#endings;
  }

  gone(): boolean {
    return this.#vanished || this.#running?.ended() !== undefined;
  }

  async look(): Promise<void> {
    if (this.gone() || this.#reviving) return;
    const life = this.#life;
    const why = await this.#silence();
    if (why === undefined) return;
    for (let waitedMs = 0; this.#running && waitedMs < NOTICE_MS && !this.gone(); waitedMs += NOTICE_STEP_MS) {
      await sleep(NOTICE_STEP_MS);
    }
    if (this.gone() || this.#life !== life) return;
    this.#vanished = true;
    this.#endings.push({ how: `nothing answers at ${this.root.host} any more (${why})`, lastWords: [] });
  }

  /** @throws ExitError (3) when it does not start again. */
  async revive(): Promise<void> {
    if (!this.gone() && !this.#reviving) return;
    this.#reviving ??= (this.#options.manifest.start ? this.#startAgain() : this.#seeAgain()).finally(() => {
      this.#reviving = undefined;
    });
    await this.#reviving;
  }

  #silence(): Promise<string | undefined> {
    const [profile] = this.#options.profiles;
    return this.#pulse.silence(this.root, profile ? this.addressOf(profile) : this.root);
  }

  async #seeAgain(): Promise<void> {
    if ((await this.#silence()) !== undefined) return;
    this.#life += 1;
    this.#vanished = false;
  }

  environment(profile: Profile): Environment {
    const base = this.#bases.get(profile.id) as URL;
    return this.#environment({ profile, root: this.root, base, project: this.#project });
  }

  /** @throws Error for a profile that is not judged. */
  environmentOf(id: string): Environment {
    const profile = this.#options.profiles.find((candidate) => candidate.id === id);
    if (!profile) throw new Error(`profile ${id} is not judged`);
    return this.environment(profile);
  }

  /**
   * An environment with a process of its own, for a scenario that stops it, or starts it otherwise.
   * @param env variables besides those of the manifest
   */
  async freshEnvironment(
    profile: Profile,
    env: Record<string, string> = {},
  ): Promise<{ environment: Environment; release(): Promise<void> }> {
    const { manifest, folder, redactor } = this.#options;
    if (!manifest.start) throw new Error('no start');
    const project = await openProject({ manifest, folder });
    const running = await startWith(project, { folder, redactor, env });
    const base = this.#mounted(profile, running.url);
    return {
      environment: { ...this.#environment({ profile, root: running.url, base, project }), process: running },
      release: async () => {
        await running.stop();
        await project.release();
      },
    };
  }

  async #startAgain(): Promise<void> {
    const { manifest, folder, redactor, profiles } = this.#options;
    this.endings();
    if (this.#vanished) await this.#running?.stop();
    this.#life += 1;
    const url = manifest.url ? { url: new URL(manifest.url) } : {};
    this.#running = await startWith(this.#project, { folder, redactor, ...url });
    this.#vanished = false;
    this.root = this.#running.url;
    for (const profile of profiles) this.#bases.set(profile.id, await this.#findBase(profile));
  }

  async release(): Promise<void> {
    await this.#running?.stop();
    await this.#project.release();
  }

  #environment(place: { profile: Profile; root: URL; base: URL; project: OpenProject }): Environment {
    const { profile, root, base, project } = place;
    const { judge, identities, timeoutMs, manifest, seed } = this.#options;
    const emit = this.#emit(root);
    const kick = this.#kick(root, profile);
    return {
      profile,
      judge,
      identities,
      timeoutMs,
      seed,
      httpRoot: root,
      runId: this.#runId,
      clock: this.#clockAt(root, manifest),
      base,
      parameters: (channel) => this.#parameters(profile, channel),
      guessed: ({ parameters }) =>
        parameters.map(({ name }) => name).filter((name) => !Object.hasOwn(this.#given(profile), name)),
      address: (channel, parameters) =>
        channelAddress(base, channel, { ...this.#parameters(profile, channel), ...parameters }),
      fixtures: this.fixtures(profile.id),
      ...(emit ? { emit } : {}),
      ...(kick ? { kick } : {}),
      ...(project.project ? { project: project.project } : {}),
    };
  }

  #emit(root: URL): Emit | undefined {
    const { manifest, folder, timeoutMs } = this.#options;
    return manifest.emit ? emitBy({ mapping: manifest.emit, root, folder, timeoutMs }) : undefined;
  }

  #kick(root: URL, profile: Profile): Kick | undefined {
    const { manifest, kickToken = '', timeoutMs } = this.#options;
    const { http } = manifest.control?.kick ?? {};
    return http && controlKick({ control: { http, token: kickToken }, profile: profile.id, root, timeoutMs });
  }

  #clockAt(root: URL, manifest: Manifest): Clock {
    const control = manifest.control?.clock;
    if (!control) return this.clock === 'real' ? realClock : noClock;
    return controlClock({
      control: { http: control.http, token: this.#options.clockToken },
      root,
      timeoutMs: this.#options.timeoutMs,
    });
  }

  #mounted(profile: Profile, root: URL): URL {
    return join(root, this.#options.manifest.profiles[profile.id]?.path ?? '');
  }

  #parameters(profile: Profile, channel: Channel): Record<string, string> {
    return parametersOf(channel, this.#given(profile));
  }

  /** Path parameters that the operator has given, in the manifest or in the URL. */
  #given(profile: Profile): Record<string, string> {
    const { manifest, probe } = this.#options;
    const inUrl = probe === 'find' ? parametersIn(this.root, profile) : {};
    return { ...manifest.profiles[profile.id]?.parameters, ...inUrl };
  }

  /** The first base at which the profile's first channel takes a WebSocket. */
  async #findBase(profile: Profile): Promise<URL> {
    const bases =
      this.#options.probe === 'find' ? candidateBases(this.root, profile) : [this.#mounted(profile, this.root)];
    const channel = channelOf(profile);
    const tried: string[] = [];
    for (const base of bases) {
      const address = channelAddress(base, channel, this.#parameters(profile, channel));
      const refused = await this.#knock(profile, channel, address);
      if (refused === undefined || DECLINED.has(refused.status)) return base;
      tried.push(`${address} (${refused.status === 0 ? refused.message : `HTTP ${refused.status}`})`);
      if (refused.status === 0) break;
    }
    throw unreachable(`no WebSocket for ${profile.id} at ${tried.join(' nor at ')}`);
  }

  async #knock(profile: Profile, channel: Channel, address: URL): Promise<Refused | undefined> {
    const { identities, judge, timeoutMs } = this.#options;
    const credentials = firstCredential(profile, channel, identities);
    try {
      const connection = await Connection.open({
        name: 'probe',
        channel,
        handshake: handshake({ url: address, credentials }),
        judge,
        transcript: new Transcript(),
        answerPings: 'answer',
        timeoutMs,
      });
      await connection.end();
      return undefined;
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
  }
}

/** Starts a process that gets the project's directory; when it does not start, the directory goes with it. */
async function startWith(project: OpenProject, options: Omit<StartOptions, 'start'>): Promise<Running> {
  if (!project.start) throw new Error('no start');
  try {
    return await startSubject({ start: project.start, ...options });
  } catch (error) {
    await project.release();
    throw error;
  }
}
