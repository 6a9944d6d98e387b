import { isIP } from 'node:net';
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
    .description('Agentwire reference server')
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

function optionOf({ group, flags, description, fallback, fallbackText, read }: OptionRow<unknown>): Option {
  const option = new Option(flags, description).default(fallback, fallbackText).argParser(read).helpGroup(group);
  return option.env(`AGENTWIRE_${option.name().replaceAll('-', '_').toUpperCase()}`);
}

/** What one option alone cannot tell. */
function checkTogether({ credentials, host }: Config): void {
  if (credentials || isLoopback(host)) return;
  throw new UsageError(`without --credentials anybody is let in, so --host must be a loopback address, not ${host}`);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
