import { isIP } from 'node:net';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { defaultTenant } from './credentials.ts';
import { type CredentialsFile, readCredentialsFile } from './credentials-file.ts';
import { type ProfileId, profileIds } from './profiles/mounted.ts';
import type { Settings } from './settings.ts';

export interface Config extends Settings {
  host: string;
  /** 0 takes a free one. */
  port: number;
  profiles: readonly ProfileId[];
  /** Absent in development mode, where every opaque token is a user. */
  credentials?: CredentialsFile;
  /** Absent when there is no control. */
  controlToken?: string;
  logLevel: string;
}

/** The command was not understood; the message is one line. */
export class UsageError extends Error {}

/** Help or version was asked for, and printed. */
export class NothingToDo extends Error {}

const demands = ['required', 'optional'];
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** Below it a monitor would mostly see itself; above it, a day, nobody would look. */
const minMonitorMs = 100;
const maxMonitorMs = 86_400_000;

/**
 * Reads flags and environment.
 *
 * @param args without the program's name
 * @throws UsageError | NothingToDo
 */
export function readConfig(args: readonly string[]): Config {
  const command = new Command('agentwire-server')
    .description('Agentwire reference server')
    .addOption(option('--port <number>', 'port to listen on, 0 for a free one', 'PORT').default(3000).argParser(port))
    .addOption(option('--host <address>', 'address to listen on', 'HOST').default('127.0.0.1'))
    .addOption(
      option('--profiles <list>', 'profiles to serve', 'PROFILES')
        .default(profileIds, profileIds.join())
        .argParser(list),
    )
    .addOption(
      option('--credentials <file>', 'keys and API keys; without it any opaque token is a user', 'CREDENTIALS'),
    )
    .addOption(
      option('--project <id=path>', 'directory served as a project, repeatable', 'PROJECT')
        .default(new Map(), 'none')
        .argParser(project),
    )
    .addOption(
      option('--token-rate <number>', 'tokens per second of the embedded engine, 0 for no limit', 'TOKEN_RATE')
        .default(50)
        .argParser(amount),
    )
    .addOption(
      option('--codex-auth <demand>', 'whether codex asks for credentials', 'CODEX_AUTH')
        .default('required')
        .choices(demands),
    )
    .addOption(
      option('--devmentor-auth <demand>', 'whether devmentor asks for credentials', 'DEVMENTOR_AUTH')
        .default('required')
        .choices(demands),
    )
    .addOption(option('--data <directory>', 'where the store is kept; in memory without it', 'DATA'))
    .addOption(option('--ide <url>', 'IDE that devmentor connects to, ws://…', 'IDE').argParser(socketUrl))
    .addOption(
      option('--cors <origin>', 'origin whose pages may read over HTTP, repeatable', 'CORS')
        .default([], 'none')
        .argParser((origin: string, origins: readonly string[]) => [...origins, ...origin.split(',')]),
    )
    .addOption(
      option('--github-secret <secret>', 'secret of the GitHub webhooks, which are off without', 'GITHUB_SECRET'),
    )
    .addOption(
      option('--github-tenant <tenant>', 'tenant that hears of GitHub', 'GITHUB_TENANT').default(defaultTenant),
    )
    .addOption(
      option('--monitor-interval <ms>', 'time between two looks at the process, 0 for never', 'MONITOR_INTERVAL')
        .default(0)
        .argParser(monitorInterval),
    )
    .addOption(option('--control-token <token>', 'switches the control verbs on', 'CONTROL_TOKEN'))
    .addOption(
      option('--log-level <level>', 'least weight of a log line', 'LOG_LEVEL').default('info').choices(logLevels),
    )
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) throw new NothingToDo();
    throw new UsageError(error.message.replace(/^error: /, '').replaceAll('\n', ' '));
  }
  const { credentials: path, project: projects, ...rest } = command.opts<Flags>();
  const options = { ...rest, projects };
  if (path !== undefined) return { ...options, credentials: readFile(path) };
  if (!isLoopback(options.host)) {
    throw new UsageError(
      `without --credentials anybody is let in, so --host must be a loopback address, not ${options.host}`,
    );
  }
  return options;
}

/** What the command line calls otherwise than the configuration. */
interface Flags extends Omit<Config, 'credentials' | 'projects'> {
  /** Path of the file. */
  credentials?: string;
  project: Config['projects'];
}

function option(flags: string, description: string, variable: string): Option {
  return new Option(flags, description).env(`AGENTWIRE_${variable}`);
}

function port(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError('It must be a number from 0 to 65535.');
}

function amount(text: string): number {
  const number = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && Number.isFinite(number)) return number;
  throw new InvalidArgumentError('It must be a number that is not negative.');
}

function monitorInterval(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && (number === 0 || (number >= minMonitorMs && number <= maxMonitorMs))) return number;
  throw new InvalidArgumentError(`It must be 0 or a whole number from ${minMonitorMs} to ${maxMonitorMs}.`);
}

function socketUrl(text: string): string {
  if (/^wss?:$/.test(URL.parse(text)?.protocol ?? '')) return text;
  throw new InvalidArgumentError('It must be an address that begins with ws:// or wss://.');
}

/** One `id=path` more; several are separated by commas in the environment. */
function project(text: string, projects: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const all = new Map(projects);
  for (const pair of text.split(',')) {
    const [id = '', ...path] = pair.split('=');
    if (id === '' || path.join('=') === '') throw new InvalidArgumentError('It must be an id, = and a directory.');
    all.set(id, path.join('='));
  }
  return all;
}

function list(text: string): ProfileId[] {
  const ids = text.split(',').map((given) => {
    const id = profileIds.find((known) => known === given.trim());
    if (id) return id;
    throw new InvalidArgumentError(`Known are ${profileIds.join(', ')}.`);
  });
  return [...new Set(ids)];
}

function readFile(path: string): CredentialsFile {
  try {
    return readCredentialsFile(path);
  } catch (error) {
    throw new UsageError(`credentials: ${error instanceof Error ? error.message : error}`);
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
