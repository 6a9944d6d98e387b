import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { createSecureContext } from 'node:tls';
import { Command, CommanderError, Option } from 'commander';
import { type Config, type OptionRow, options } from './options.ts';

/** The command was not understood; the message is one line. */
export class UsageError extends Error {}

/** Help or version was asked for, and printed. */
export class NothingToDo extends Error {}

/**
 * Reads flags and environment; a flag goes first.
 *
 * @param args without the program's name
 * @throws UsageError | NothingToDo
 */
export function readConfig(args: readonly string[]): Config {
  const entries = Object.entries(options).map(([key, row]) => ({ key, option: optionOf(row as OptionRow<unknown>) }));
  const command = new Command('agentwire-server')
    .description('Serves the profiles of Agentwire on one port.')
    .version(version())
    .addHelpText('after', examples)
    .configureHelp({ optionDescription: ({ description }) => description })
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  for (const { option } of entries) command.addOption(option);
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) throw new NothingToDo();
    throw new UsageError(error.message.replace(/^error: /, '').replaceAll('\n', ' '));
  }
  const given = command.opts();
  // The table has a row for every member, and a row reads what its member is.
  const config = Object.fromEntries(entries.map(({ key, option }) => [key, given[option.attributeName()]])) as Config;
  checkTogether(config);
  return config;
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

/** Its description in the help names the fallback, too, and the variables. */
function optionOf({ group, flags, variable, description, fallback, fallbackText, read }: OptionRow<unknown>): Option {
  const name = /--([a-z-]+)/.exec(flags)?.[1] ?? '';
  const ours = `AGENTWIRE_${name.replaceAll('-', '_').toUpperCase()}`;
  const variables = variable ? [ours, variable] : [ours];
  const words = [description, `default: ${fallbackText ?? fallback}`, variables.join(' or ')].join('; ');
  const option = new Option(flags, words).default(fallback).argParser(read).helpGroup(group);
  // An empty variable counts as absent, as a file for a container often has it.
  const set = variables.find((candidate) => process.env[candidate]);
  return set ? option.env(set) : option;
}

const examples = `
Examples:
  agentwire-server
      for development: any opaque token is a user, loopback only
  agentwire-server --native cloud
      a client of Code Cloud Agents connects unchanged, to ws://127.0.0.1:3000/ws
  agentwire-server --host 0.0.0.0 --credentials keys.json --data /var/lib/agentwire \\
      --tls-cert cert.pem --tls-key key.pem --allow-origin https://dashboard.example
      for others: with keys, a store that outlives the process, TLS, and the pages of one site
  WS_PORT=8080 AUTH_REQUIRED=false agentwire-server --profiles devmentor --native devmentor
      as DevMentor's document names things`;

/** Named by a document, and without effect yet. */
const reserved = ['REDIS_URL'];

/** Variables that are set and not heeded. */
export function unheeded(): string[] {
  return reserved.filter((name) => process.env[name]);
}

/** What one option alone cannot tell. */
function checkTogether({ credentials, host, native, profiles, tlsCert, tlsKey }: Config): void {
  if ((tlsCert === undefined) !== (tlsKey === undefined)) throw new UsageError('--tls-cert and --tls-key go together');
  if (tlsCert && tlsKey) checkCertificate(tlsCert, tlsKey);
  if (native && !profiles.includes(native)) {
    throw new UsageError(`--native ${native} is not among --profiles ${profiles.join()}`);
  }
  if (credentials || isLoopback(host)) return;
  throw new UsageError(`without --credentials anybody is let in, so --host must be a loopback address, not ${host}`);
}

/** uWebSockets would fail without a word. */
function checkCertificate(cert: string, key: string): void {
  try {
    createSecureContext({ cert: readFileSync(cert), key: readFileSync(key) });
  } catch (error) {
    throw new UsageError(`--tls-cert, --tls-key: ${error instanceof Error ? error.message : error}`);
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
