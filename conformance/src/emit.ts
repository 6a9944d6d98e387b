import { spawn } from 'node:child_process';
import { fill, type HttpCall, request } from './http.ts';

export interface Event {
  profile: string;
  message: unknown;
  target?: Record<string, string>;
  /** Credential of the publisher; undefined when the manifest names none. */
  token?: string;
}

/**
 * Makes the subject send an event.
 * @throws Error with the subject's own words when it declines.
 */
export type Emit = (event: Event) => Promise<void>;

export type EmitMapping = { http: HttpCall } | { command: string[] };

export function emitBy(options: { mapping: EmitMapping; root: URL; folder: string; timeoutMs: number }): Emit {
  const { mapping, root, folder, timeoutMs } = options;
  if ('http' in mapping) {
    return async (event) => {
      const answer = await request({ call: fill(mapping.http, { ...event }), root, timeoutMs });
      if (answer.status < 200 || answer.status > 299) {
        throw new Error(`emit answered HTTP ${answer.status}: ${answer.text.slice(0, 300)}`);
      }
    };
  }
  return (event) => run({ command: mapping.command, event, folder, timeoutMs });
}

/** The event goes to the command's stdin as one JSON object; its arguments may hold holes too, except the token. */
function run(options: { command: string[]; event: Event; folder: string; timeoutMs: number }): Promise<void> {
  const { token, ...open } = options.event;
  const [file = '', ...args] = options.command
    .map((part) => fill(part, open))
    .map((part) => (typeof part === 'string' ? part : JSON.stringify(part)));
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: options.folder,
      stdio: ['pipe', 'ignore', 'pipe'],
      timeout: options.timeoutMs,
      env: { ...process.env, ...(token === undefined ? {} : { AGENTWIRE_EMIT_TOKEN: token }) },
    });
    let words = '';
    child.stderr.on('data', (data) => {
      words += data;
    });
    child.on('error', (error) => reject(new Error(`emit cannot run ${file}: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`emit: ${file} ended with ${code}: ${words.trim().slice(0, 300)}`));
    });
    child.stdin.on('error', () => {});
    child.stdin.end(`${JSON.stringify(options.event)}\n`);
  });
}
