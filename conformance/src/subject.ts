import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SubjectProcess } from './environment.ts';
import { unreachable, usageError } from './exit.ts';
import { withoutTokens } from './identity.ts';
import { isObject } from './json.ts';
import type { Start } from './manifest.ts';
import type { Redactor } from './redact.ts';

const READY_WITHIN_MS = 15_000;
const STOP_WITHIN_MS = 10_000;
/** So much of what it last said is shown when it does not start. */
const LAST_WORDS = 600;

export interface Running extends SubjectProcess {
  /** Base address that its ready line names. */
  url: URL;
  /** How it ended, when it did so without being asked. */
  ended(): string | undefined;
}

export interface StartOptions {
  start: Start;
  folder: string;
  /** Address to wait for when no ready line is agreed on. */
  url?: URL;
  redactor: Redactor;
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
  const [file = '', ...args] = start.command;
  const child = spawn(file === 'node' ? process.execPath : file, args, {
    cwd: folder,
    env: { ...withoutTokens(process.env), ...start.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let words = '';
  child.stderr?.on('data', (data) => {
    words = `${words}${data}`.slice(-LAST_WORDS);
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
    const said = redactor.text(words.trim());
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
    const how = (): string => `the subject's process ended by itself with ${child.exitCode ?? child.signalCode}`;
    return { url, stop, ended: () => (asked || (child.exitCode ?? child.signalCode) === null ? undefined : how()) };
  } catch (error) {
    await stop();
    throw error;
  }
}

function readiness(child: ChildProcess, options: StartOptions): Promise<URL> {
  const { start, url } = options;
  if (start.ready) return readyLine(child, start.ready.json);
  if (!url) throw usageError('a subject that prints no ready line (start.ready) needs a url');
  return accepts(url);
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

/** Asks again until the port accepts a TCP connection; the caller's time limit ends it. */
async function accepts(url: URL): Promise<URL> {
  const port = Number(url.port || (url.protocol === 'wss:' ? 443 : 80));
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: url.hostname, port }, () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return url;
    await sleep(50, undefined, { ref: false });
  }
}

async function stopChild(child: ChildProcess, ended: Promise<number | null>): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  const code = await ended;
  clearTimeout(killer);
  return code;
}
