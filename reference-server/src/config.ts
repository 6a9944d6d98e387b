import { isIP } from 'node:net';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type CredentialsFile, readCredentialsFile } from './credentials-file.ts';
import { type ProfileId, profileIds } from './profiles/mounted.ts';

export interface Config {
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

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

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
  const { credentials: path, ...options } = command.opts<Omit<Config, 'credentials'> & { credentials?: string }>();
  if (path !== undefined) return { ...options, credentials: readFile(path) };
  if (!isLoopback(options.host)) {
    throw new UsageError(
      `without --credentials anybody is let in, so --host must be a loopback address, not ${options.host}`,
    );
  }
  return options;
}

function option(flags: string, description: string, variable: string): Option {
  return new Option(flags, description).env(`AGENTWIRE_${variable}`);
}

function port(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError('It must be a number from 0 to 65535.');
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
