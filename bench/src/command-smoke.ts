import type { Command } from 'commander';
import { exitCodes } from './failure.ts';
import { ProgressLines } from './progress.ts';
import { shownReach } from './report/figures.ts';
import { planOf, type RunRequest } from './request.ts';
import { run } from './run.ts';

const small = { connections: 40, blocks: 1, durationS: 0.4, warmupS: 0.1 };

/** One short run of each kind of exercise and of each wire. */
const runs: readonly RunRequest[] = [
  { case: 'fanout', profile: 'cloud', peers: ['uws', 'ws'], options: small },
  { case: 'topics', profile: 'autosdlc', peers: [], options: small },
  { case: 'fanout', profile: 'mxf', peers: [], options: small },
  { case: 'fanout', profile: 'mxf', subject: 'socketio', peers: ['socketio-uws'], options: small },
  { case: 'sse', profile: 'devmentor', peers: ['http'], options: small },
  { case: 'stream', profile: 'codex', peers: [], options: { ...small, connections: 4 } },
  { case: 'roundtrip', profile: 'devmentor', peers: [], options: small },
  { case: 'connect', profile: 'codex', peers: [], options: small },
  { case: 'publish', profile: 'cloud', peers: [], options: { ...small, rate: 500 } },
];

export function addSmoke(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('smoke')
    .description('run every kind of case shortly: all must arrive, once and in order; how fast does not matter')
    .action(async () => finish(await smoke()));
}

/** A busy machine makes a run void, which is right and no fault; a delivery that is lost is one anywhere. */
async function smoke(): Promise<number> {
  const observer = new ProgressLines(process.stderr);
  let failed = 0;
  for (const request of runs) {
    const { verdict, sides } = await run({ ...(await planOf(request, observer)), ceiling: 'skip' });
    const isRight = verdict.exitCode === exitCodes.valid || verdict.exitCode === exitCodes.void;
    if (!isRight) failed++;
    for (const { name, profile, reach, received } of sides) {
      console.log(
        [
          request.case.padEnd(10),
          profile.padEnd(10),
          name.padEnd(28),
          `received ${received}, reach ${shownReach(reach)}`,
        ].join(' '),
      );
    }
    if (!isRight) console.log(`${request.case}: ${verdict.reasons.join('; ')}`);
  }
  console.log(failed === 0 ? 'all arrived, once and in order' : `${failed} of ${runs.length} runs are not valid`);
  return failed === 0 ? exitCodes.valid : exitCodes.notValid;
}
