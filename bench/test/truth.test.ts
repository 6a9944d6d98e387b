import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { allowedCores } from '../src/cores.ts';
import { noIrregularities } from '../src/phase.ts';
import type { SideResult } from '../src/result.ts';
import { type SpinnerRank, startSpinners } from '../src/spinners.ts';
import { runCase, startBench } from './bench-process.ts';
import { startFaulty } from './faulty.ts';

const timeoutMs = 60_000;

/** 1 rehearsal and 200 publications, so every 50th is met 4 times. */
const twoHundred = ['--rate', '200', '--duration', '1', '--lanes', '1', '--loss-after', '1000'];

async function measure(fault: readonly string[], args: readonly string[]) {
  using server = await startFaulty(fault);
  const { exitCode, result, stdout } = await runCase('fanout', [...server.args, ...args]);
  return { exitCode, result, verdict: result.verdict, side: result.sides[0] as SideResult, stdout };
}

const none = noIrregularities;

/** Whether a run that found nothing wrong is valid or void is for the machine to say, not for a test. */
const sound = expect.stringMatching(/^(valid|(latencies )?void)$/);

describe('what the bench says of a server with a known fault', () => {
  it('finds nothing in one without', { timeout: timeoutMs }, async () => {
    const { exitCode, verdict, side, stdout } = await measure([], twoHundred);
    expect(verdict.verdict).toEqual(sound);
    expect(exitCode).toBe(verdict.exitCode);
    expect(side).toMatchObject({ publications: 201, expected: 2010, received: 2010, reach: 1, irregularities: none });
    expect(side.response.count).toBe(2000);
    expect(stdout).toContain(verdict.verdict.toUpperCase());
  });

  it.each([
    ['loses', ['--lose', '50'], { ...none, lost: 4 }],
    ['doubles', ['--double', '50'], { ...none, duplicates: 4 }],
    ['swaps', ['--swap', '50'], { ...none, orderViolations: 4 }],
    ['cuts', ['--cut', '50'], { ...none, malformed: 4, lost: 4 }],
  ])(
    'counts exactly what one that %s 1 in 50 did to one connection',
    { timeout: timeoutMs },
    async (_, fault, counts) => {
      const { exitCode, verdict, side, stdout } = await measure(fault, twoHundred);
      expect(side.irregularities).toEqual(counts);
      expect(verdict.verdict).toBe('not valid');
      expect(verdict.reasons).toContainEqual(expect.stringContaining('subject: 4 '));
      expect(exitCode).toBe(1);
      expect(stdout).toContain('NOT VALID');
    },
  );

  it.each([
    ['loses', '--lose', 'lost'],
    ['doubles', '--double', 'duplicates'],
    ['swaps', '--swap', 'orderViolations'],
  ] as const)('finds the one in 10,000 that a server %s', { timeout: timeoutMs }, async (_, fault, kind) => {
    const tenThousand = [
      '--rate',
      '3500',
      '--duration',
      '3',
      '--lanes',
      '1',
      '--connections',
      '4',
      '--timeout',
      '30000',
    ];
    const { verdict, side } = await measure([fault, '10000'], [...tenThousand, '--loss-after', '2000']);
    expect(side.publications).toBe(10_501);
    expect(side.irregularities).toEqual({ ...none, [kind]: 1 });
    expect(verdict).toMatchObject({ verdict: 'not valid', reasons: [expect.stringContaining('subject: 1 ')] });
  });

  it('says which publications were refused', { timeout: timeoutMs }, async () => {
    const { exitCode, side } = await measure(['--refuse', '50'], twoHundred);
    expect(side.refused).toEqual({ '429 slow down': 4 });
    expect(side.irregularities.lost).toBe(40);
    expect(exitCode).toBe(1);
  });

  it('shows a delay of 50 ms as 50 ms', { timeout: timeoutMs }, async () => {
    const { verdict, side } = await measure(['--delayMs', '50'], ['--rate', '50', '--duration', '2']);
    expect(verdict.verdict).toEqual(sound);
    expect(side.service.p50).toBeGreaterThanOrEqual(49_000);
    expect(side.response.p50).toBeGreaterThanOrEqual(49_000);
    // What it adds on a busy machine is not known; a tenth of the delay would be a fault on any.
    expect(side.service.p50).toBeLessThan(75_000);
  });

  it('misses an objective that the delay exceeds', { timeout: timeoutMs }, async () => {
    const { verdict, result } = await measure(
      ['--delayMs', '1500'],
      ['--rate', '50', '--duration', '1', '--slo', 'p99<1400ms'],
    );
    expect(verdict.verdict).toMatch(/^(objective missed|void)$/);
    if (verdict.verdict === 'objective missed')
      expect(verdict).toMatchObject({ exitCode: 1, reasons: [expect.stringContaining('p99<1400ms')] });
    // A machine that is busy before the first block ends the run there, and then nothing is claimed.
    if (verdict.reasons.some((reason) => reason.includes('already at rest')))
      expect(result.objective).toEqual({ text: 'p99<1400ms' });
    else expect(result.objective?.observedUs).toBeGreaterThan(1_499_000);
  });

  it('charges a stop of 300 ms to every publication that was due in it', { timeout: timeoutMs }, async () => {
    using server = await startFaulty(['--announce', '60']);
    const running = runCase('fanout', [...server.args, '--rate', '100', '--duration', '2', '--lanes', '2']);
    await server.announced;
    process.kill(server.pid, 'SIGSTOP');
    await sleep(300);
    process.kill(server.pid, 'SIGCONT');
    const { result } = await running;
    const side = result.sides[0] as SideResult;
    expect(result.verdict.verdict).toEqual(sound);
    expect(side).toMatchObject({ received: 2010, irregularities: none });
    // The first one due after the stop waits for some 290 of the 300 ms, the others 10 ms less each.
    expect(side.response.max).toBeGreaterThan(280_000);
    // 30 of 200 were due in the stop: 10 % of all waited for 100 ms or more, 5 % for 200 ms.
    expect(side.response.p90).toBeGreaterThan(70_000);
    // Only the two under way when it stopped were sent into the stop; the rest is send delay, not the generator's.
    expect(side.service.p90).toBeLessThan(side.response.p90);
    expect(side.sendDelay.p90).toBeGreaterThan(70_000);
    expect(side.ownSendDelay.p90).toBeLessThan(35_000);
    expect(result.saturation.waitedShare).toBeGreaterThan(0.1);
  });

  it('ends in time when publications are no longer answered', { timeout: timeoutMs }, async () => {
    const { exitCode, side, verdict } = await measure(
      ['--mute', '20'],
      ['--rate', '100', '--duration', '1', '--timeout', '1000', '--lanes', '2'],
    );
    expect(exitCode).toBe(1);
    expect(side.irregularities.unsent).toBeGreaterThan(70);
    expect(side.refused).toEqual({ 'no answer before the time-out': 2 });
    expect(verdict.reasons).toContainEqual(expect.stringContaining('could not be sent in time'));
  });

  it.each([
    ['keeps all for them', [], { caughtUp: 2, silentGaps: 0, ended: {} }, sound],
    ['closes them', ['--closeAbove', '65536'], { caughtUp: 0, silentGaps: 0 }, sound],
    ['skips messages of theirs', ['--skipAbove', '65536'], { caughtUp: 0, silentGaps: 2, ended: {} }, 'not valid'],
  ])(
    'tells of subscribers that stop reading when the server %s',
    { timeout: timeoutMs },
    async (_, fault, outcome, verdict) => {
      using server = await startFaulty(fault);
      // More than the kernel keeps for a connection.
      const load = ['--payload', '50000', '--rate', '150', '--duration', '1.5', '--lanes', '1', '--timeout', '6000'];
      const { result } = await runCase('slow', [...server.args, ...load, '--probes', '4', '--stalled', '0.2']);
      expect(result.sides[0]?.stalls).toMatchObject({ stalled: 2, ...outcome });
      expect(result.sides[0]?.irregularities).toEqual(none);
      expect(result.verdict.verdict).toEqual(verdict);
    },
  );

  it('is void, and says why, when the generator is squeezed onto a busy core', { timeout: timeoutMs }, async () => {
    const { core, started } = await squeezed('first');
    const { exitCode, stdout, stderr } = started;
    expect(stdout, `${stderr} on core ${core}`).toContain('VOID');
    expect(stdout).toContain('limit: the generator');
    expect(stdout).toMatch(
      /for its turn on a core|later than at rest to its turn|took of a core|of its cores|was busy|the generator itself sent/,
    );
    expect(stdout).toMatch(/\nreach +1\.000/);
    expect(exitCode).toBe(4);
  });

  it('is right or void when others want its core as well', { timeout: timeoutMs }, async () => {
    const { started } = await squeezed('usual', ['--delayMs', '50']);
    const { stdout } = started;
    expect(stdout).toMatch(/\n(LATENCIES )?VOID|\nVALID/);
    // What the server adds on a busy machine is not known, as above.
    if (!stdout.includes('VOID')) expect(stdout).toMatch(/\nservice p50, ms +5[0-4]\.\d\d/);
  });
});

/** A run on two cores whose generator's core fills with work of others once all is connected. */
async function squeezed(rank: SpinnerRank, fault: readonly string[] = []) {
  const load = ['--connections', '60', '--rate', '100', '--duration', '1.5', '--blocks', '2', '--warmup', '0'];
  using server = await startFaulty(fault);
  const [first = 0, core = 1] = allowedCores;
  const args = ['run', 'fanout', '--profile', 'cloud', '--peer', 'none', ...server.args, ...load];
  const { child, finished } = startBench(args, ['taskset', '-c', `${first},${core}`, 'nice', '-n', '5']);
  await new Promise<void>((resolve) => {
    child.stderr?.on('data', (bytes) => String(bytes).includes('block 1/') && resolve());
    child.once('exit', () => resolve());
  });
  using _spinners = startSpinners(core, rank);
  return { core, started: await finished };
}
