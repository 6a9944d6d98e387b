import { accessSync, constants, mkdirSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { stampHole } from './bench-facts.ts';
import { Failure } from './failure.ts';
import { parseObjective } from './objective.ts';
import type { LoadOptions } from './options.ts';
import { peers } from './peers.ts';
import { ProgressLines } from './progress.ts';
import { writeReports } from './report/files.ts';
import { renderTerminal } from './report/terminal.ts';
import { caseNamed, planOf, type RunRequest } from './request.ts';
import { run } from './run.ts';

/** Commander's view of the flags; everything is checked afterwards. */
interface RunFlags {
  profile?: string;
  spec?: string;
  subject?: string;
  url?: string;
  publishUrl?: string;
  channel?: string;
  delivers?: string;
  stamp?: string;
  subscribe?: string;
  publish?: string;
  peer?: string;
  connections?: number;
  probes?: number;
  payload?: number;
  rate?: number;
  burst?: number;
  duration?: number;
  warmup?: number;
  blocks?: number;
  lanes?: number;
  timeout?: number;
  lossAfter?: number;
  stalled?: number;
  confidence?: number;
  seed?: number;
  pin: boolean;
  slo?: string;
  search?: number | true;
  out?: string;
}

const examples = `
Examples:
  agentwire-bench run fanout --profile cloud --connections 500 --payload 128 --out report
  agentwire-bench run fanout --profile autosdlc --peer uws,ws --slo 'p99<5ms'
  agentwire-bench run fanout --profile cloud --slo 'p99<5ms' --search
  AGENTWIRE_TOKEN=… AGENTWIRE_TOKEN_PUBLISHER=… agentwire-bench run fanout --profile cloud \\
    --url ws://127.0.0.1:4000 --publish-url http://127.0.0.1:4000/publish
  agentwire-bench run fanout --spec chat.yaml --url ws://127.0.0.1:4000 --delivers ChatMessage \\
    --publish '{"type":"say","text":"\${stamp}"}'`;

const defaultMost = 20_000;

export function addRun(program: Command, finish: (exitCode: number) => void): void {
  const number = (flag: string, description: string) => new Option(flag, description).argParser(Number);
  program
    .command('run', { isDefault: true })
    .description('measure one case; the defaults of the numbers are those of the case')
    .argument('[case]', 'what to measure, see list', 'fanout')
    .optionsGroup('What is measured:')
    .option('--profile <id>', 'profile of the document; the first that has what the case needs')
    .option('--subject <file>', 'manifest of the server to start; the reference server without it')
    .option(
      '--url <ws>',
      'a server that runs already, its base or the channel; tokens from AGENTWIRE_TOKEN and AGENTWIRE_TOKEN_PUBLISHER',
    )
    .option(
      '--publish-url <http>',
      `where the server of --url takes publications: POST {"message": …} with Authorization: Bearer; ` +
        'else a client publishes',
    )
    .option('--peer <names>', `what to compare with: ${Object.keys(peers).join(', ')}, self, none, or manifests`)
    .optionsGroup('A document of yours:')
    .option('--spec <file>', 'AsyncAPI document; ours without it')
    .option('--channel <id>', 'channel to measure')
    .option('--delivers <message>', 'message that fans out, in place of x-agentwire.bench.delivers')
    .option('--stamp <pointer>', 'JSON pointer of the string in it that carries the stamp')
    .option('--subscribe <json>', 'what a client sends to subscribe')
    .option('--publish <json>', `what a client sends to publish, with ${stampHole} where the stamp goes`)
    .optionsGroup('How hard:')
    .addOption(number('--connections <n>', 'clients of each server'))
    .addOption(number('--probes <n>', 'how many of the subscribers measure latency'))
    .addOption(number('--payload <bytes>', 'size of the string that carries the stamp'))
    .addOption(number('--rate <per-second>', 'publications or requests per second'))
    .addOption(number('--burst <n>', 'publications that are due at the same moment, each on a lane of its own'))
    .addOption(number('--duration <s>', 'length of a measured block'))
    .addOption(number('--warmup <s>', 'warm-up before each block'))
    .addOption(number('--blocks <n>', 'measured blocks of each side'))
    .addOption(number('--lanes <n>', 'connections of the publisher; of topics, one a topic'))
    .addOption(number('--stalled <share>', 'share of the subscribers that stop reading, of the case slow'))
    .addOption(number('--timeout <ms>', 'for connecting, late publications and late deliveries'))
    .addOption(number('--loss-after <ms>', 'silence after which what is missing is lost'))
    .addOption(number('--seed <n>', 'positions of the probes; random without it'))
    .option('--no-pin', 'leave the processes to the scheduler')
    .optionsGroup('What comes out:')
    .option('--slo <objective>', 'bound on the response latency of the subject, p99<5ms')
    .addOption(
      new Option('--search [most]', 'find the highest rate that keeps --slo, up to this one').argParser((text) =>
        Number(text),
      ),
    )
    .addOption(number('--confidence <percent>', 'of the intervals of a comparison'))
    .option('--out <dir>', 'write result.json, report.html, report.md and the .hgrm of each side here')
    .addHelpText('after', examples)
    .action(async (name: string, flags: RunFlags) => finish(await measure(name, flags)));
}

async function measure(name: string, flags: RunFlags): Promise<number> {
  const plan = await planOf(requestOf(name, flags), new ProgressLines(process.stderr));
  if (flags.out) prepareFolder(flags.out);
  const result = await run(plan);
  console.log(`\n${renderTerminal(result)}`);
  if (flags.out) console.log(`\nwrote ${writeReports(result, flags.out)}`);
  return result.verdict.exitCode;
}

function requestOf(name: string, flags: RunFlags): RunRequest {
  caseNamed(name);
  const { profile, spec, subject, url, publishUrl, channel, delivers, stamp, subscribe, publish, peer, search } = flags;
  return defined({
    case: name,
    profile,
    spec,
    subject,
    url,
    publishUrl,
    peers: peer === undefined ? undefined : peer.split(',').filter((other) => other !== 'none'),
    flags: defined({
      channel,
      delivers,
      stamp,
      subscribe: jsonOf('--subscribe', subscribe),
      publish: jsonOf('--publish', publish),
    }),
    options: optionsOf(flags),
    search: search === undefined ? undefined : { most: search === true ? defaultMost : search },
  });
}

function optionsOf(flags: RunFlags): Partial<LoadOptions> {
  return defined({
    connections: flags.connections,
    probes: flags.probes,
    payloadBytes: flags.payload,
    rate: flags.rate,
    burst: flags.burst,
    durationS: flags.duration,
    warmupS: flags.warmup,
    blocks: flags.blocks,
    lanes: flags.lanes,
    stalledShare: flags.stalled,
    timeoutMs: flags.timeout,
    lossAfterMs: flags.lossAfter,
    confidencePercent: flags.confidence,
    seed: flags.seed,
    pin: flags.pin ? 'auto' : 'off',
    objective: flags.slo === undefined ? undefined : parseObjective(flags.slo),
  });
}

/** What was given, without what was not. */
function defined<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}

function jsonOf(flag: string, text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure('usage', `${flag} is not JSON: ${(error as Error).message}`);
  }
}

/** Before the run, because afterwards it would be a pity. */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new Failure('usage', `cannot write into ${folder}: ${(error as NodeJS.ErrnoException).code}`);
  }
}
