import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pinned } from './cores.ts';
import { Failure, type FailureKind } from './failure.ts';
import { type Punctuality, usual } from './real-time.ts';

/** What a process of the harness can be asked: one handler a verb, one argument each. */
export type Verbs = Record<string, (params: never) => unknown>;

interface Request {
  id: number;
  verb: string;
  params: unknown;
}

type Answer =
  | { id: number; result: unknown }
  | { id: number; error: string; kind: FailureKind }
  | { progress: unknown };

/** Answers the parent's requests, and ends when the parent does. Called once, by the entry of a child process. */
export function serve(verbs: Verbs): void {
  process.on('disconnect', () => process.exit());
  // The terminal sends SIGINT to the whole group; the parent decides what it means.
  process.on('SIGINT', () => {});
  process.on('message', async ({ id, verb, params }: Request) => {
    try {
      send({ id, result: await verbs[verb]?.(params as never) });
    } catch (error) {
      const kind = error instanceof Failure ? error.kind : 'fault';
      send({ id, error: (error as Error).message, kind });
    }
  });
}

/** Tells the parent how a running request is getting on. */
export function reportProgress(progress: unknown): void {
  send({ progress });
}

function send(answer: Answer): void {
  if (process.connected) process.send?.(answer);
}

interface Pending {
  resolve(result: never): void;
  reject(error: Failure): void;
}

/** A child process of the harness, seen from the parent. */
export class Remote<V extends Verbs> {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #ended: string | undefined;
  onProgress: (progress: unknown) => void = () => {};

  /** `entry` is a module that calls `serve`; `cores` as taskset writes them. */
  constructor(options: { name: string; entry: URL; cores?: string; punctuality?: Punctuality }) {
    const { name, entry, cores, punctuality: { before, options: ofNode } = usual } = options;
    this.name = name;
    const [file, ...args] = pinned([...before, process.execPath, ...ofNode, fileURLToPath(entry)], cores);
    this.#child = spawn(file as string, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#child.on('message', (answer: Answer) => this.#take(answer));
    // A failed write to a child that has just ended is told by its exit.
    this.#child.on('error', (error) => this.#child.pid ?? this.#fail(error.message));
    this.#child.on('exit', (code, signal) => this.#fail(`ended with ${signal ?? code}`));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  call<K extends keyof V & string>(verb: K, params: Parameters<V[K]>[0]): Promise<Awaited<ReturnType<V[K]>>> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      if (this.#ended) this.#fail(this.#ended);
      else if (this.#child.connected) this.#child.send({ id, verb, params } satisfies Request);
    });
  }

  stop(): void {
    this.#child.removeAllListeners('exit');
    this.#child.kill('SIGKILL');
  }

  #take(answer: Answer): void {
    if ('progress' in answer) {
      this.onProgress(answer.progress);
      return;
    }
    const pending = this.#pending.get(answer.id);
    this.#pending.delete(answer.id);
    if ('error' in answer) pending?.reject(new Failure(answer.kind, answer.error));
    else pending?.resolve(answer.result as never);
  }

  #fail(what: string): void {
    this.#ended ??= what;
    const failure = new Failure('fault', `the harness's ${this.name} process ${this.#ended}`);
    for (const { reject } of this.#pending.values()) reject(failure);
    this.#pending.clear();
  }
}
