import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SubjectProcess } from './environment.ts';
import { unreachable, usageError } from './exit.ts';
import { withoutTokens } from './identity.ts';
import { isObject } from './json.ts';
import type { Start } from './manifest.ts';
import type { Redactor } from './redact.ts';
import type { Ending } from './survival.ts';

const READY_WITHIN_MS = 15_000;
const STOP_WITHIN_MS = 10_000;
const REFUSED_WITHIN_MS = 5_000;
/** So much of what it last said is shown when it does not start. */
const LAST_WORDS = 600;
/** So much is kept, and so many lines of it are shown, when it ends later. */
const KEPT_WORDS = 4_000;
const LAST_LINES = 20;

export interface Running extends SubjectProcess {
  /** Base address that its ready line names. */
  url: URL;
  /** How it ended, when it did so without being asked; always the same object. */
  ended(): Ending | undefined;
}

export interface StartOptions {
  start: Start;
  folder: string;
  /** Address to wait for when no ready line is agreed on. */
  url?: URL;
  redactor: Redactor;
  /** Variables besides those of the manifest. */
  env?: Record<string, string>;
}

/** Children of this process; none of them outlives it. */
const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(128 + ({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const)[signal]));
}

/**
 * Starts a subject and waits until it is ready.
 * @throws ExitError (2) when the command cannot run, (3) when it ends or stays silent.
 */
export async function startSubject(options: StartOptions): Promise<Running> {
  const { start, folder, redactor } = options;
  await refuseOccupied(addressOf(options));
  const [file = '', ...args] = start.command;
  const child = spawn(file === 'node' ? process.execPath : file, args, {
    cwd: folder,
    env: { ...withoutTokens(process.env), ...start.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let words = '';
  child.stderr?.on('data', (data) => {
    words = `${words}${data}`.slice(-KEPT_WORDS);
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (code) => {
      children.delete(child);
      resolve(code);
    });
  });
  const spawned = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(usageError(`cannot start ${file}: ${error.message}`)));
  });
  const early = ended.then((code) => {
    const said = redactor.text(words.slice(-LAST_WORDS).trim());
    throw unreachable(
      `${start.command.join(' ')} ended with ${code} before it was ready${said === '' ? '' : `: ${said}`}`,
    );
  });
  const withinMs = start.ready?.withinMs ?? READY_WITHIN_MS;
  const late = sleep(withinMs, undefined, { ref: false }).then(() => {
    throw unreachable(`${start.command.join(' ')} was not ready within ${withinMs} ms`);
  });
  for (const promise of [spawned, early, late]) promise.catch(() => {});
  let asked = false;
  const stop = (): Promise<number | null> => {
    asked = true;
    return stopChild(child, ended);
  };
  try {
    const url = await Promise.race([readiness(child, options), spawned, early, late]);
    let ending: Ending | undefined;
    const endingNow = (): Ending => ({
      how: `its process ended with ${child.exitCode === null ? child.signalCode : `exit code ${child.exitCode}`}`,
      lastWords: redactor.text(words).trim().split('\n').slice(-LAST_LINES).filter(Boolean),
    });
    const ended = (): Ending | undefined => {
      if (!asked && (child.exitCode ?? child.signalCode) !== null) ending ??= endingNow();
      return ending;
    };
    return { url, stop, ended };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address that is agreed on before the start; nothing when a ready line will name it. */
function addressOf({ start: { ready }, url }: StartOptions): URL | undefined {
  if (ready && 'json' in ready) return undefined;
  return ready ? new URL(ready.url) : url;
}

/** Whatever answers there already is not what is about to be started, and would be judged in its place. */
async function refuseOccupied(wanted: URL | undefined): Promise<void> {
  if (!wanted || (await refusalAt(wanted)) !== undefined) return;
  throw usageError(
    `something answers at ${wanted.href} before the subject is started; end it, or judge it with --url alone`,
  );
}

function readiness(child: ChildProcess, options: StartOptions): Promise<URL> {
  const { start, url } = options;
  const { ready } = start;
  if (ready && 'json' in ready) return readyLine(child, ready.json);
  child.stdout?.resume();
  const wanted = addressOf(options);
  if (!wanted) throw usageError('a subject that prints no ready line (start.ready) needs a url');
  return answering(wanted).then(() => url ?? asSocket(wanted));
}

/** Reads stdout until a line is a JSON object with the member, and goes on draining it. */
function readyLine(child: ChildProcess, member: string): Promise<URL> {
  return new Promise((resolve, reject) => {
    let rest = '';
    child.stdout?.on('data', (data) => {
      const lines = `${rest}${data}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const address = addressIn(line, member);
        if (address === undefined) continue;
        if (URL.canParse(address)) resolve(new URL(address));
        else reject(unreachable(`the ready line names no address: ${line.slice(0, 200)}`));
      }
    });
  });
}

function addressIn(line: string, member: string): string | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const address = isObject(value) ? value[member] : undefined;
    return typeof address === 'string' ? address : undefined;
  } catch {
    return undefined;
  }
}

/** Asks again until the address answers; the caller's time limit ends it. */
async function answering(url: URL): Promise<void> {
  const isThere = url.protocol.startsWith('http')
    ? () =>
        fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(REFUSED_WITHIN_MS) }).then(
          ({ status }) => status < 500,
          () => false,
        )
    : async () => (await refusalAt(url)) === undefined;
  while (!(await isThere())) await sleep(50, undefined, { ref: false });
}

/** The same place for WebSockets, without the path that said it is ready. */
function asSocket(url: URL): URL {
  const socket = new URL(url.protocol.startsWith('http') ? '/' : url.pathname, url);
  socket.protocol = url.protocol.replace('http', 'ws');
  return socket;
}

/** Why no TCP connection opens at an address, `ECONNREFUSED`; undefined when one does. */
function refusalAt(url: URL): Promise<string | undefined> {
  const port = Number(url.port || (url.protocol === 'wss:' ? 443 : 80));
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: REFUSED_WITHIN_MS });
    const done = (why?: string): void => {
      socket.destroy();
      resolve(why);
    };
    socket.once('connect', () => done());
    socket.once('timeout', () => done('no answer'));
    socket.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
  });
}

async function stopChild(child: ChildProcess, ended: Promise<number | null>): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  const code = await ended;
  clearTimeout(killer);
  return code;
}
