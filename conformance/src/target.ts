import { randomBytes } from 'node:crypto';
import type { Channel, Profile } from '@agentwire/generated/model';
import { candidateBases, channelAddress, join } from './address.ts';
import { type Clock, controlClock, noClock, realClock } from './clock.ts';
import { type Emit, emitBy } from './emit.ts';
import type { Environment } from './environment.ts';
import { unreachable, usageError } from './exit.ts';
import type { Identities } from './identity.ts';
import type { Judge } from './judge.ts';
import type { Manifest } from './manifest.ts';
import { channelOf } from './protocol.ts';
import type { Redactor } from './redact.ts';
import type { SubjectLife } from './run-options.ts';
import { type Running, startSubject } from './subject.ts';
import { Connection, Refused } from './wire/connection.ts';
import { handshake } from './wire/handshake.ts';
import { Transcript } from './wire/transcript.ts';

/** Answers to an upgrade that come from the right place, only not to this client. */
const DECLINED = new Set([401, 403, 429, 503]);

export interface TargetOptions {
  manifest: Manifest;
  folder: string;
  /** Profiles to judge. */
  profiles: Profile[];
  identities: Identities;
  /** Token of the control verb clock, when the manifest has one. */
  clockToken: string;
  time: 'real' | 'none';
  judge: Judge;
  redactor: Redactor;
  timeoutMs: number;
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
  #deaths = 0;
  #reviving: Promise<void> | undefined;
  readonly #bases = new Map<string, URL>();
  readonly #runId = randomBytes(3).toString('hex');

  private constructor(options: TargetOptions, root: URL, running: Running | undefined) {
    this.#options = options;
    this.#running = running;
    this.root = root;
    this.name = options.manifest.name;
    this.follows = options.manifest.follows === 'agentwire';
    this.clock = options.manifest.control?.clock ? 'virtual' : options.time;
  }

  /** @throws ExitError (2, 3) */
  static async reach(options: TargetOptions): Promise<Target> {
    const { manifest, folder, redactor } = options;
    const url = manifest.url === undefined ? undefined : new URL(manifest.url);
    const running = manifest.start
      ? await startSubject({ start: manifest.start, folder, redactor, ...(url ? { url } : {}) })
      : undefined;
    const root = running?.url ?? url;
    if (!root) throw usageError('the manifest has neither start nor url');
    const target = new Target(options, root, running);
    try {
      for (const profile of options.profiles) target.#bases.set(profile.id, await target.#findBase(profile));
      return target;
    } catch (error) {
      await target.release();
      throw error;
    }
  }

  /** Whether the kit can start processes of the subject. */
  get canStart(): boolean {
    return this.#options.manifest.start?.ready !== undefined;
  }

  get canEmit(): boolean {
    return this.#options.manifest.emit !== undefined;
  }

  capabilities(profile: string): ReadonlySet<string> {
    return new Set(this.#options.manifest.profiles[profile]?.capabilities ?? []);
  }

  addressOf(profile: Profile): URL {
    return channelAddress(this.#bases.get(profile.id) as URL, channelOf(profile));
  }

  died(): string | undefined {
    return this.#running?.ended();
  }

  deaths(): number {
    return this.#deaths + (this.died() === undefined ? 0 : 1);
  }

  /** @throws ExitError (3) when it does not start again. */
  revive(): Promise<void> {
    if (this.died() === undefined && !this.#reviving) return Promise.resolve();
    this.#reviving ??= this.#startAgain().finally(() => {
      this.#reviving = undefined;
    });
    return this.#reviving;
  }

  environment(profile: Profile): Environment {
    return this.#environment(profile, this.root, this.#bases.get(profile.id) as URL);
  }

  /** An environment with a process of its own, for a scenario that stops it. */
  async freshEnvironment(profile: Profile): Promise<{ environment: Environment; release(): Promise<void> }> {
    const { manifest, folder, redactor } = this.#options;
    if (!manifest.start) throw new Error('no start');
    const running = await startSubject({ start: manifest.start, folder, redactor });
    const environment = this.#environment(profile, running.url, this.#mounted(profile, running.url));
    return {
      environment: { ...environment, process: running },
      release: async () => {
        await running.stop();
      },
    };
  }

  async #startAgain(): Promise<void> {
    const { manifest, folder, redactor, profiles } = this.#options;
    if (!manifest.start) return;
    this.#deaths += 1;
    this.#running = undefined;
    this.#running = await startSubject({
      start: manifest.start,
      folder,
      redactor,
      ...(manifest.url ? { url: new URL(manifest.url) } : {}),
    });
    this.root = this.#running.url;
    for (const profile of profiles) this.#bases.set(profile.id, await this.#findBase(profile));
  }

  async release(): Promise<void> {
    await this.#running?.stop();
  }

  #environment(profile: Profile, root: URL, base: URL): Environment {
    const { judge, identities, timeoutMs, manifest } = this.#options;
    const emit = this.#emit(root);
    return {
      profile,
      judge,
      identities,
      timeoutMs,
      httpRoot: root,
      runId: this.#runId,
      clock: this.#clockAt(root, manifest),
      address: (channel: Channel) => channelAddress(base, channel),
      ...(emit ? { emit } : {}),
    };
  }

  #emit(root: URL): Emit | undefined {
    const { manifest, folder, timeoutMs } = this.#options;
    return manifest.emit ? emitBy({ mapping: manifest.emit, root, folder, timeoutMs }) : undefined;
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

  /** The first base at which the profile's first channel takes a WebSocket. */
  async #findBase(profile: Profile): Promise<URL> {
    const bases =
      this.#options.probe === 'find' ? candidateBases(this.root, profile) : [this.#mounted(profile, this.root)];
    const channel = channelOf(profile);
    const tried: string[] = [];
    for (const base of bases) {
      const address = channelAddress(base, channel);
      const refused = await this.#knock(profile, channel, address);
      if (refused === undefined || DECLINED.has(refused.status)) return base;
      tried.push(`${address} (${refused.status === 0 ? refused.message : `HTTP ${refused.status}`})`);
      if (refused.status === 0) break;
    }
    throw unreachable(`no WebSocket for ${profile.id} at ${tried.join(' nor at ')}`);
  }

  async #knock(profile: Profile, channel: Channel, address: URL): Promise<Refused | undefined> {
    const { identities, judge, timeoutMs } = this.#options;
    const [carrier] = profile.carriers;
    const credentials = carrier && identities.has('first') ? [{ carrier, value: identities.token('first') }] : [];
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
