import { Command, CommanderError, Option } from 'commander';
import { explain } from './command/explain.ts';
import type { TestFlags } from './command/flags.ts';
import { list } from './command/list.ts';
import { test } from './command/test.ts';
import { EXIT, ExitError, usageError } from './exit.ts';
import { kitVersion } from './model.ts';
import { suggestion } from './nearest.ts';

const EXAMPLES = `
Examples:
  agentwire-conformance                                        judge the reference server beside this package
  AGENTWIRE_TOKEN=abc123 agentwire-conformance test --url ws://127.0.0.1:4000 --profile cloud
  agentwire-conformance test --subject my-server.json --report html,junit --out report
  agentwire-conformance test --subject my-server.json --only cloud/presence --verbose
  agentwire-conformance list --profile cloud                   what is checked, and what each check takes
  agentwire-conformance explain cloud/heartbeat/timeout        one requirement with its checks

Credentials come from the environment or the manifest: AGENTWIRE_TOKEN is the identity first,
AGENTWIRE_TOKEN_SECOND the second, AGENTWIRE_TOKEN_<NAME> any other.

Exit codes: 0 nothing failed, 1 a MUST is broken, 2 usage or manifest, 3 unreachable,
4 a MUST is undecided (--require-complete), 5 fault of the kit.
`;

const collect = (value: string, before: string[] = []): string[] => [
  ...before,
  ...value.split(',').filter((part) => part !== ''),
];

function whole(least: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < least)
      throw usageError(`${value} is no whole number of at least ${least}`);
    return number;
  };
}

/** @throws ExitError (2) for a first word that is neither a command nor an option. */
function demandCommand(word: string | undefined, commands: string[]): void {
  if (word === undefined || word.startsWith('-') || word === 'help' || commands.includes(word)) return;
  throw usageError(`unknown command ${word}; there are ${commands.join(', ')}.${suggestion(word, commands)}`);
}

/** Runs the command line and resolves to the exit code; writes one line to stderr when it is not used right. */
export async function main(args: string[]): Promise<number> {
  let code: number = EXIT.ok;
  const program = new Command('agentwire-conformance')
    .description('Judges a server against the Agentwire document and names what is wrong, by requirement.')
    .version(kitVersion())
    .addHelpText('after', EXAMPLES);
  program
    .command('test', { isDefault: true })
    .description('judge a server')
    .option('--url <url>', 'base address of a server that runs, or the full address of its channel')
    .option('--subject <file>', 'manifest of the server (subject.schema.json)')
    .option('--start <command>', 'start the server by this command; --url says where it will listen')
    .option('--profile <id>', 'profile to judge; may be repeated', collect)
    .option('--capability <name>', 'optional part that the server has; may be repeated', collect)
    .option('--parameter <name=value>', 'value for a path parameter, of something the server knows', collect)
    .option('--only <glob>', 'only these requirements or checks; may be repeated', collect)
    .option('--skip <glob>', 'all but these requirements or checks; may be repeated', collect)
    .option('--slow', 'wait for long timers in real time when there is no control verb')
    .option('--strict', 'a broken SHOULD or a tolerated alternative counts as a failure')
    .option('--require-complete', 'exit 4 when a MUST stays undecided')
    .option('--seed <number>', 'order of the checks', whole(0))
    .option('--workers <number>', 'jobs at the same time', whole(1))
    .option('--timeout <ms>', 'how long a message may take', whole(1))
    .addOption(
      new Option('--report <kinds>', 'write reports: html (the default), junit, json, or none').argParser(collect),
    )
    .option('--out <folder>', 'folder for the reports', 'conformance-report')
    .option('--verbose', 'tell everything')
    .action(async (flags: TestFlags) => {
      code = await test(flags);
    });
  program
    .command('list')
    .description('list requirements with their checks and what they need')
    .option('--profile <id>', 'only this profile; may be repeated', collect)
    .option('--checks', 'list checks instead of requirements')
    .action((flags: { profile?: string[]; checks?: boolean }) => list(flags));
  program
    .command('explain')
    .description('explain a requirement or a check')
    .argument('<id>', 'such as cloud/heartbeat/timeout')
    .action((id: string) => explain(id));
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      outputError: (text, write) =>
        write(
          `agentwire-conformance: ${text
            .replace(/^error: /, '')
            .trim()
            .replaceAll('\n', ' ')} (--help shows all options)\n`,
        ),
    });
  }
  try {
    demandCommand(
      args[0],
      program.commands.map((command) => command.name()),
    );
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (error instanceof ExitError) {
      process.stderr.write(`agentwire-conformance: ${error.message}\n`);
      return error.code;
    }
    process.stderr.write(`agentwire-conformance: fault of the kit: ${(error as Error).stack ?? error}\n`);
    return EXIT.kit;
  }
}
