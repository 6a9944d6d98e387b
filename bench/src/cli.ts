import { Command, CommanderError } from 'commander';
import { cases } from './cases.ts';
import { addCompare } from './command-compare.ts';
import { addFalsePositives, addGoals } from './command-publish.ts';
import { addRun } from './command-run.ts';
import { addSmoke } from './command-smoke.ts';
import { exitCodes, Failure } from './failure.ts';

const footer = `
Exit codes: 0 valid · 1 not valid (loss, duplicates, order) or objective missed · 2 usage ·
            3 unreachable · 4 void, the generator was the limit · 5 a process of the harness failed`;

/** Runs the command line; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const outcome = { exitCode: exitCodes.valid as number };
  const finish = (exitCode: number) => {
    outcome.exitCode = exitCode;
  };
  const program = new Command('agentwire-bench')
    .description('Measures servers of an AsyncAPI document so that the figures can be defended.')
    .showHelpAfterError('(--help shows what there is)')
    .addHelpText('after', footer)
    .exitOverride();
  addRun(program, finish);
  addCompare(program);
  addGoals(program, finish);
  addFalsePositives(program, finish);
  addSmoke(program, finish);
  program.command('list').description('what can be measured').action(listCases);
  try {
    await program.parseAsync(args, { from: 'user' });
    return outcome.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.valid : exitCodes.usage;
    if (!(error instanceof Failure)) throw error;
    console.error(`agentwire-bench: ${error.message}`);
    return exitCodes[error.kind];
  }
}

function listCases(): void {
  for (const { name, summary } of cases) console.log(`${name.padEnd(10)} ${summary}`);
}
