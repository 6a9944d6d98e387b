import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { diff } from './command/diff.ts';
import { doctor } from './command/doctor.ts';
import { EXAMPLES, FOOTER } from './command/examples.ts';
import { explain } from './command/explain.ts';
import type { TestFlags } from './command/flags.ts';
import { type ListFlags, list } from './command/list.ts';
import { replay } from './command/replay.ts';
import { type StabilityFlags, stability } from './command/stability.ts';
import { test } from './command/test.ts';
import { EXIT, ExitError, usageError } from './exit.ts';
import { kitVersion } from './model.ts';
import { suggestion } from './nearest.ts';

const collect = (value: string, before: string[] = []): string[] => [
  ...before,
  ...value.split(',').filter((part) => part !== ''),
];

function whole(least: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (value.trim() === '' || !Number.isInteger(number) || number < least)
      throw new InvalidArgumentError(`It takes a whole number of at least ${least}.`);
    return number;
  };
}

/** @throws ExitError (2) for a first word that is neither a command nor an option. */
function demandCommand(word: string | undefined, commands: string[]): void {
  if (word === undefined || word.startsWith('-') || word === 'help' || commands.includes(word)) return;
  throw usageError(`unknown command ${word}; there are ${commands.join(', ')}.${suggestion(word, commands)}`);
}

/** Options that say what is judged; `test` and `doctor` share them. */
function subjectOptions(command: Command): Command {
  return command
    .option('--url <url>', 'base address of a server that runs, or the full address of its channel')
    .option('--subject <file>', 'manifest of the server (subject.schema.json)')
    .option('--start <command>', 'start the server by this command; --ready says where it will listen')
    .option('--ready <url>', 'with --start: wait until this address answers; judged there unless --url differs')
    .option('--spec <file>', 'judge by this AsyncAPI 3 document instead of ours')
    .option('--profile <id>', 'profile to judge; may be repeated', collect)
    .option('--capability <name>', 'optional part that the server has; may be repeated', collect)
    .option('--parameter <name=value>', 'value for a path parameter, of something the server knows', collect)
    .option('--timeout <ms>', 'how long a message may take', whole(1));
}

function testOptions(command: Command): Command {
  return command
    .option('--only <glob>', 'only these requirements or checks; may be repeated', collect)
    .option('--skip <glob>', 'all but these requirements or checks; may be repeated', collect)
    .option('--slow', 'wait for long timers in real time when there is no control verb')
    .option('--strict', 'a broken SHOULD or a tolerated alternative counts as a failure')
    .option('--require-complete', 'exit 4 when a MUST stays undecided')
    .option('--baseline <file>', 'accept the failures of this file (baseline.schema.json) until they expire')
    .option('--seed <number>', 'order of the checks, and what the walks do', whole(0))
    .option('--workers <number>', 'jobs at the same time', whole(1))
    .addOption(
      new Option(
        '--report <kinds>',
        'write reports: html,json (the default), junit, ctrf, markdown, badge, or none',
      ).argParser(collect),
    )
    .option('--out <folder>', 'folder for the reports', 'conformance-report')
    .option('--verbose', 'tell everything');
}

/** The command line; every command hands its exit code to `ends`. */
function commandLine(ends: (code: number) => void): Command {
  const program = new Command('agentwire-conformance')
    .description('Judges a server against the Agentwire document and names what is wrong, by requirement.')
    .version(kitVersion());
  testOptions(subjectOptions(program.command('test', { isDefault: true })))
    .description('judge a server')
    .action(async (flags: TestFlags) => ends(await test(flags)));
  subjectOptions(program.command('doctor'))
    .description('look at all that a run rests on, and say what to mend first')
    .action(async (flags: TestFlags) => ends(await doctor(flags)));
  program
    .command('list')
    .description('list requirements with their checks and what they need')
    .option('--profile <id>', 'only this profile; may be repeated', collect)
    .option('--checks', 'list checks instead of requirements')
    .option('--places', 'list what of the schemas of client messages no derived check breaks, and why')
    .option('--spec <file>', 'of this AsyncAPI 3 document instead of ours')
    .action(async (flags: ListFlags) => list(flags));
  program
    .command('explain')
    .description('explain a requirement or a check')
    .argument('<id>', 'such as cloud/heartbeat/timeout')
    .option('--spec <file>', 'of this AsyncAPI 3 document instead of ours')
    .action(async (id: string, flags: { spec?: string }) => explain(id, flags));
  program
    .command('replay')
    .description('play a check of a report again, alone, and say whether it says the same')
    .argument('<report>', 'report.json of a run')
    .argument('<id>', 'check, or requirement')
    .option('--verbose', 'tell everything')
    .action(async (file: string, id: string, flags: { verbose?: boolean }) => ends(await replay(file, id, flags)));
  subjectOptions(program.command('stability'))
    .description('judge a server again and again, in other orders, and say whether a verdict changes')
    .option('--runs <number>', 'how often', whole(2), 10)
    .option('--untimed', 'leave out what takes time')
    .option('--load', 'keep every processor busy meanwhile')
    .option('--only <glob>', 'only these requirements or checks; may be repeated', collect)
    .option('--skip <glob>', 'all but these requirements or checks; may be repeated', collect)
    .option('--seed <number>', 'seed of the first run; each has the next', whole(0))
    .option('--workers <number>', 'jobs at the same time; 4, 1 and 8 in turn by default', whole(1))
    .action(async (flags: StabilityFlags) => ends(await stability(flags)));
  program
    .command('diff')
    .description('tell how two reports differ')
    .argument('<before>', 'report.json of a run')
    .argument('<after>', 'report.json of a later run')
    .action((before: string, after: string) => ends(diff(before, after)));
  for (const command of [program, ...program.commands]) {
    command.addHelpText('after', `\nExamples:\n${EXAMPLES[command.name()] ?? ''}\n${FOOTER}`);
  }
  return program;
}

/** Runs the command line and resolves to the exit code; writes one line to stderr when it is not used right. */
export async function main(args: string[]): Promise<number> {
  let code: number = EXIT.ok;
  const program = commandLine((ended) => {
    code = ended;
  });
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
