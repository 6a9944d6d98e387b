import { accessSync, constants, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { model } from '@agentwire/generated/model';
import { Command, CommanderError, Option } from 'commander';
import { cases } from './cases.ts';
import type { CorePlan } from './cores.ts';
import { exitCodes, Failure } from './failure.ts';
import { runFanout } from './fanout.ts';
import { type LocatedManifest, readManifest } from './manifest.ts';
import { parseObjective } from './objective.ts';
import { checkedOptions, type FanoutOptions } from './options.ts';
import { ProgressLines } from './progress.ts';
import { renderReport } from './report.ts';
import type { Side } from './roles.ts';
import { type Subject, startSubject, subjectAt } from './subject.ts';
import { workloadOf } from './workload.ts';

const inTree = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Commander's view of the flags; everything is checked afterwards. */
interface FanoutFlags {
  profile: string;
  subject: string;
  url?: string;
  publishUrl?: string;
  peer: string;
  subscribers: number;
  probes: number;
  payload: number;
  rate: number;
  duration: number;
  warmup: number;
  blocks: number;
  inFlight: number;
  timeout: number;
  lossAfter: number;
  pin: boolean;
  seed?: number;
  slo?: string;
  json?: string;
}

const examples = `
Examples:
  agentwire-bench fanout --profile cloud --subscribers 500 --payload 128
  agentwire-bench fanout --profile autosdlc --rate 200 --slo 'p99<5ms' --json result.json
  AGENTWIRE_TOKEN=… AGENTWIRE_TOKEN_PUBLISHER=… agentwire-bench fanout --profile cloud \\
    --url ws://127.0.0.1:4000 --publish-url http://127.0.0.1:4000/publish

Exit codes: 0 valid · 1 not valid (loss, duplicates, order) or objective missed · 2 usage ·
            3 unreachable · 4 void, the generator was the limit · 5 a process of the harness failed`;

/** Runs the command line; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const outcome = { exitCode: exitCodes.valid as number };
  const program = new Command('agentwire-bench')
    .description('Measures servers of an AsyncAPI document so that the figures can be defended.')
    .showHelpAfterError('(--help shows what there is)')
    .addHelpText('after', examples)
    .exitOverride();
  program.command('list').description('what can be measured').action(listCases);
  addFanout(program, async (flags) => {
    outcome.exitCode = await fanout(flags);
  });
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

function addFanout(program: Command, action: (flags: FanoutFlags) => Promise<void>): void {
  const number = (flag: string, description: string, fallback?: number) =>
    new Option(flag, description).argParser(Number).default(fallback);
  program
    .command('fanout')
    .description(cases[0].summary)
    .requiredOption('--profile <id>', 'profile of the document')
    .option('--subject <file>', 'manifest of the server to start', inTree('../../reference-server/subject.json'))
    .option('--url <ws>', 'a server that runs already; tokens from AGENTWIRE_TOKEN and AGENTWIRE_TOKEN_PUBLISHER')
    .option('--publish-url <http>', 'where the server of --url takes publications')
    .option(
      '--peer <name>',
      'what to compare with in the same run: uws, none, or the manifest of another server',
      'uws',
    )
    .addOption(number('--subscribers <n>', 'connections that receive', 500))
    .addOption(number('--probes <n>', 'how many of them measure latency', 32))
    .addOption(number('--payload <bytes>', 'size of the string that carries the stamp', 128))
    .addOption(number('--rate <per-second>', 'publications per second', 100))
    .addOption(number('--duration <s>', 'length of a measured block', 1.5))
    .addOption(number('--warmup <s>', 'warm-up before each block', 0.4))
    .addOption(number('--blocks <n>', 'measured blocks of each side', 6))
    .addOption(number('--in-flight <n>', 'publications that may be under way at once', 8))
    .addOption(number('--timeout <ms>', 'for connecting, late publications and late deliveries', 10_000))
    .addOption(number('--loss-after <ms>', 'silence after which what is missing is lost', 5000))
    .addOption(number('--seed <n>', 'positions of the probes; random without it'))
    .option('--no-pin', 'leave the processes to the scheduler')
    .option('--slo <objective>', 'bound on the response latency of the subject, p99<5ms')
    .option('--json <file>', 'write the result here')
    .addHelpText('after', examples)
    .action(action);
}

async function fanout(flags: FanoutFlags): Promise<number> {
  const options = optionsOf(flags);
  const workload = workloadOf(model, options.profile);
  const manifests = manifestsOf(flags);
  if (flags.json) assertWritable(flags.json);
  const target = { workload, payloadBytes: options.payloadBytes };
  const progress = new ProgressLines(process.stderr);
  const open = async (side: Side, cores: CorePlan): Promise<Subject | undefined> => {
    const manifest = manifests[side];
    if (manifest) {
      progress.step(`starting ${manifest.manifest.name}`);
      return startSubject(manifest, { ...target, cores: cores.server });
    }
    if (side === 'peer' || flags.url === undefined || flags.publishUrl === undefined) return undefined;
    return subjectAt({ ...target, url: flags.url, publishUrl: flags.publishUrl });
  };
  const result = await runFanout({ options, workload, open, observer: progress });
  console.log(`\n${renderReport(result)}`);
  if (flags.json) writeFileSync(flags.json, `${JSON.stringify(result, null, 2)}\n`);
  return result.verdict.exitCode;
}

function optionsOf(flags: FanoutFlags): FanoutOptions {
  return checkedOptions({
    profile: flags.profile,
    subscribers: flags.subscribers,
    probes: flags.probes,
    payloadBytes: flags.payload,
    rate: flags.rate,
    durationS: flags.duration,
    warmupS: flags.warmup,
    blocks: flags.blocks,
    inFlight: flags.inFlight,
    timeoutMs: flags.timeout,
    lossAfterMs: flags.lossAfter,
    pin: flags.pin ? 'auto' : 'off',
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(flags.slo === undefined ? {} : { objective: parseObjective(flags.slo) }),
  });
}

/** What has to be started on each side; a server given by address is not. */
function manifestsOf(flags: FanoutFlags): Record<Side, LocatedManifest | undefined> {
  if (flags.url !== undefined && flags.publishUrl === undefined) {
    throw new Failure(
      'usage',
      '--publish-url is missing: a client cannot publish what fans out, so the server must be told how',
    );
  }
  const peerFile = flags.peer === 'uws' ? inTree('../peers/uws.json') : flags.peer;
  return {
    subject: flags.url === undefined ? readManifest(flags.subject) : undefined,
    peer: flags.peer === 'none' ? undefined : readManifest(peerFile),
  };
}

/** Before the run, because afterwards it would be a pity. */
function assertWritable(file: string): void {
  try {
    accessSync(dirname(resolve(file)), constants.W_OK);
  } catch (error) {
    throw new Failure('usage', `cannot write ${file}: ${(error as NodeJS.ErrnoException).code}`);
  }
}
