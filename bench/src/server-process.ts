import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pinned } from './cores.ts';
import { within } from './deadline.ts';
import { Failure } from './failure.ts';
import type { Manifest } from './manifest.ts';
import { fill } from './template.ts';

const defaultReadyMs = 15_000;
const stopTimeoutMs = 3_000;
const keptErrorLines = 5;

export interface ServerStart {
  name: string;
  start: NonNullable<Manifest['start']>;
  folder: string;
  /** As taskset writes them; absent when servers are not pinned. */
  cores?: string;
}

/** Ends servers of a bench that was killed; one for all of them, itself ended with the bench. */
const reaper = { process: undefined as ChildProcess | undefined };

/** A server that the bench started, from its ready line to its end. */
export class ServerProcess {
  readonly #name: string;
  readonly #child: ChildProcess;
  readonly #errorLines: string[] = [];
  /** Stands for the project of a manifest's command; empty, since nothing of it is measured. */
  readonly #project = mkdtempSync(join(tmpdir(), 'agentwire-bench-'));
  #stopping = false;

  /** @throws Failure `unreachable` when it does not get ready, with the last lines of its stderr */
  static async start(options: ServerStart): Promise<{ server: ServerProcess; url: string }> {
    const server = new ServerProcess(options);
    try {
      const { json, withinMs = defaultReadyMs } = options.start.ready;
      const url = await within(server.#ready(json), withinMs, () =>
        server.#failure(`was not ready within ${withinMs} ms`),
      );
      return { server, url };
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  private constructor({ name, start, folder, cores }: ServerStart) {
    this.#name = name;
    const command = fill(start.command, { project: this.#project }) as string[];
    const [file, ...args] = pinned(command, cores);
    const path = [dirname(process.execPath), process.env.PATH].join(delimiter);
    this.#child = spawn(file as string, args, {
      cwd: folder,
      // `node` in a manifest is the Node that runs the bench.
      env: { ...process.env, ...start.env, PATH: path },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.on('error', () => {});
    const errors = this.#child.stderr;
    if (errors) createInterface({ input: errors }).on('line', (line) => this.#keepErrorLine(line));
    reaper.process ??= fork(new URL('./reaper.ts', import.meta.url), { stdio: 'ignore' });
    reaper.process.unref();
    reaper.process.channel?.unref();
    if (this.#child.pid) reaper.process.send(this.#child.pid);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Why it is no longer running, unless it was stopped. */
  get ended(): string | undefined {
    const { exitCode, signalCode } = this.#child;
    if (this.#stopping || (exitCode === null && signalCode === null)) return undefined;
    return this.#failure(`ended with ${signalCode ?? exitCode}`).message;
  }

  /** Asks it to end, and ends it when it does not. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#end();
    rmSync(this.#project, { recursive: true, force: true });
  }

  async #end(): Promise<void> {
    const child = this.#child;
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    // A stopped process handles no SIGTERM.
    child.kill('SIGCONT');
    const late = new AbortController();
    const force = sleep(stopTimeoutMs, undefined, { signal: late.signal }).then(
      () => child.kill('SIGKILL'),
      () => {},
    );
    await exited;
    late.abort();
    await force;
  }

  async #ready(member: string): Promise<string> {
    const output = this.#child.stdout;
    if (!output) throw this.#failure('has no stdout');
    const lines = createInterface({ input: output });
    return new Promise((resolve, reject) => {
      lines.on('line', (line) => {
        const url = readyAddress(line, member);
        if (url) resolve(url);
      });
      this.#child.once('error', (error) => reject(this.#failure(`could not be started: ${error.message}`)));
      this.#child.once('close', (code, signal) =>
        reject(this.#failure(`ended with ${signal ?? code} before it was ready`)),
      );
    });
  }

  #keepErrorLine(line: string): void {
    this.#errorLines.push(line);
    if (this.#errorLines.length > keptErrorLines) this.#errorLines.shift();
  }

  #failure(what: string): Failure {
    const said = this.#errorLines.map((line) => `\n  ${line}`).join('');
    return new Failure('unreachable', `${this.#name} ${what}${said}`);
  }
}

function readyAddress(line: string, member: string): string | undefined {
  try {
    const value = JSON.parse(line)?.[member];
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
