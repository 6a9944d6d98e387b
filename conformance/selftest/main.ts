import { writeFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { EXIT, ExitError, usageError } from '../src/exit.ts';
import { globs } from '../src/glob.ts';
import { EXPLAINED } from './explained.ts';
import { judgeIndependent } from './independent.ts';
import { killTable } from './kill-table.ts';
import { Kit } from './kit.ts';
import { matrixOf } from './matrix.ts';
import type { Result, TrialOptions } from './mutant.ts';
import { tryMutants } from './mutants.ts';
import { judgeNullServers } from './null-servers.ts';
import { type Proof, wrongWith } from './proof.ts';
import { judgeVariants } from './variants.ts';
import { tryWireFaults } from './wire.ts';

/** Parts of the self-test, and what each of them adds to the proof. */
const PARTS: Record<keyof Proof, (kit: Kit, options: TrialOptions) => Promise<Proof>> = {
  independent: async (kit, options) => ({ independent: await judgeIndependent(kit, options) }),
  nullServers: async (kit, options) => ({ nullServers: await judgeNullServers(kit, options) }),
  variants: async (kit, options) => ({ variants: await judgeVariants(kit, options) }),
  mutants: async (kit, options) => ({ mutants: await tryMutants(kit, options) }),
  wire: async (kit, options) => ({ wire: await tryWireFaults(kit, options) }),
};

interface Flags {
  part?: (keyof Proof)[];
  only?: string[];
  full?: boolean;
  write?: boolean;
  workers: number;
}

const EXAMPLES = `
Examples:
  npm run selftest                                            all parts; some minutes
  npm run selftest -- --write                                 and write the table into conformance/SELFTEST.md
  npm run selftest -- --part mutants --only 'heartbeat/**'    the faults of the heartbeat alone
  npm run selftest -- --part wire --only 'cloud/**'           what can be wrong with the messages of cloud
  npm run selftest:full                                       each fault against all checks; an hour and more

Exit codes: 0 the kit is right, 1 something speaks against it, 2 usage, 5 fault of the kit.
`;

const TABLE = new URL('../SELFTEST.md', import.meta.url);

/** Resolves to the exit code. */
export async function main(args: string[]): Promise<number> {
  try {
    return await prove(flagsIn(args));
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (error instanceof ExitError) {
      process.stderr.write(`agentwire-selftest: ${error.message}\n`);
      return error.code === EXIT.usage ? EXIT.usage : EXIT.kit;
    }
    process.stderr.write(`agentwire-selftest: fault of the kit: ${(error as Error).stack ?? error}\n`);
    return EXIT.kit;
  }
}

function flagsIn(args: string[]): Flags {
  const names = Object.keys(PARTS);
  const flags = new Command('agentwire-selftest')
    .description('Shows that the kit finds what is wrong, and leaves alone what is right.')
    .addOption(new Option('--part <name...>', 'only these parts').choices(names))
    .option('--only <glob...>', 'only these faults and variants')
    .option('--full', 'every fault against all checks of its profile, and which of them notice it')
    .option('--write', 'write the table into conformance/SELFTEST.md')
    .option('--workers <number>', 'servers at the same time', whole, 2)
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .parse(args, { from: 'user' })
    .opts<Flags>();
  if (flags.write && (flags.full || flags.only || flags.part))
    throw usageError('--write takes the table of a whole run: leave --full, --only and --part out');
  return flags;
}

function whole(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('it is no whole number of at least 1');
  return number;
}

async function prove({ part, only, full = false, write, workers }: Flags): Promise<number> {
  const kit = await Kit.make();
  const proof: Proof = {};
  for (const [name, play] of Object.entries(PARTS)) {
    if (part && !part.includes(name as keyof Proof)) continue;
    const startedMs = performance.now();
    Object.assign(proof, await play(kit, { isFull: full, workers, only: only && globs(only), onResult: tell }));
    say(`== ${name} in ${Math.round((performance.now() - startedMs) / 1000)} s`);
  }
  const { mutants, wire } = proof;
  const results = [...(mutants?.results ?? []), ...(wire?.results ?? [])];
  if (only && results.length === 0 && !proof.variants?.length)
    throw usageError(`no fault is called ${only.join(' or ')}`);
  if (full) say(`\n${matrixOf(results).join('\n')}`);
  const table = killTable(proof);
  const wrong = wrongWith(proof, { explained: EXPLAINED, isWhole: only === undefined });
  say(`\n${table}`);
  if (write) writeFileSync(TABLE, table);
  for (const one of wrong) say(`WRONG ${one}`);
  say(wrong.length === 0 ? 'The kit is right.' : `${wrong.length} speak against the kit.`);
  return wrong.length === 0 ? EXIT.ok : EXIT.failed;
}

function tell({ fate, fault, profile, by, durationMs }: Result): void {
  say(`${fate.padEnd(17)} ${profile.padEnd(9)} ${fault}  ${durationMs} ms  ${by.slice(0, 3).join(' ')}`);
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
