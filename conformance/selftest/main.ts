import { Command } from 'commander';
import { globs } from '../src/glob.ts';
import { Kit } from './kit.ts';
import { tryMutants } from './mutants.ts';
import { tryWireFaults } from './wire.ts';

interface Flags {
  full?: boolean;
  only?: string[];
  workers: string;
  part?: string;
}

/** Resolves to the exit code. */
export async function main(args: string[]): Promise<number> {
  const flags = new Command('agentwire-selftest')
    .description('Shows that the kit finds what is wrong and leaves alone what is right.')
    .option('--full', 'all checks of a profile for every fault')
    .option('--only <glob...>', 'only these faults')
    .option('--workers <number>', 'servers at the same time', '2')
    .option('--part <name>')
    .parse(args, { from: 'user' })
    .opts<Flags>();
  const kit = await Kit.make();
  const results = await (flags.part === 'wire' ? tryWireFaults : tryMutants)(kit, {
    isFull: flags.full === true,
    workers: Number(flags.workers),
    only: flags.only === undefined ? undefined : globs(flags.only),
    onResult: ({ fate, fault, profile, by, durationMs }) =>
      process.stdout.write(
        `${fate.padEnd(17)} ${profile.padEnd(9)} ${fault}  ${durationMs} ms  ${by.slice(0, 5).join(' ')}\n`,
      ),
  });
  const lost = results.filter(({ fate }) => fate !== 'killed');
  process.stdout.write(`${results.length - lost.length} of ${results.length} mutants killed\n`);
  return lost.length === 0 ? 0 : 1;
}
