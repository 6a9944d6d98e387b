import { expect, test } from 'vitest';
import type { CheckResult } from '../src/check.ts';
import type { Environment } from '../src/environment.ts';
import { LagMeter } from '../src/lag.ts';
import type { Job, Phase } from '../src/plan.ts';
import type { SubjectLife } from '../src/run-options.ts';
import { runJobs } from '../src/runner.ts';
import { shuffled } from '../src/shuffle.ts';

const immortal: SubjectLife = { died: () => undefined, deaths: () => 0, revive: async () => {} };

function job(
  id: string,
  play: () => Promise<CheckResult>,
  more: { phase?: Phase; needs?: string[]; limitMs?: number } = {},
): Job {
  const made: Job = {
    profile: 'p',
    checks: [
      {
        id,
        title: id,
        profile: 'p',
        kind: 'scenario',
        source: 'x:1',
        requirements: [`p/${id}`],
        needs: more.needs ?? [],
      },
    ],
    phase: more.phase ?? 'parallel',
    locks: [],
    ownProcess: false,
    limitMs: more.limitMs ?? 1_000,
    run: async () => new Map([[id, await play()]]),
    only: () => made,
  };
  return made;
}

const passes = (id: string): CheckResult => ({
  decisions: [{ requirement: `p/${id}`, outcome: 'pass', reason: '' }],
  transcript: [],
});

async function run(jobs: Job[], life: SubjectLife = immortal) {
  const lag = new LagMeter();
  try {
    return await runJobs({
      jobs,
      lag,
      life,
      workers: 4,
      seed: 1,
      given: () => ({ identity: () => true, emit: true, clock: 'virtual', process: true, capabilities: new Set() }),
      environment: async () => ({ environment: {} as Environment, release: async () => {} }),
    });
  } finally {
    lag.stop();
  }
}

test('a check without a single assertion is a fault of the kit', async () => {
  await expect(run([job('empty', async () => ({ decisions: [], transcript: [] }))])).rejects.toMatchObject({ code: 5 });
});

test('a check that takes too long is inconclusive', async () => {
  const { outcomes } = await run([job('stuck', () => new Promise(() => {}), { limitMs: 30 })]);
  expect(outcomes[0]?.decisions[0]).toMatchObject({ outcome: 'inconclusive' });
});

test('limits run after the others, and time last', async () => {
  const order: string[] = [];
  const traced = (id: string, phase: Phase): Job =>
    job(
      id,
      async () => {
        order.push(id);
        return passes(id);
      },
      { phase },
    );
  await run([traced('time', 'time'), traced('limit', 'limit'), traced('plain', 'parallel'), traced('gate', 'gate')]);
  expect(order).toEqual(['gate', 'plain', 'limit', 'time']);
});

test('when the gate fails, what needs the identity is not judged', async () => {
  const failing: CheckResult = {
    decisions: [{ requirement: 'p/gate', outcome: 'fail', reason: 'no' }],
    transcript: [],
  };
  const { outcomes } = await run([
    job('gate', async () => failing, { phase: 'gate' }),
    job('first', async () => passes('first'), { needs: ['identity'] }),
    job('none', async () => passes('none')),
  ]);
  const of = (id: string) => outcomes.find((outcome) => outcome.check.id === id)?.decisions[0]?.outcome;
  expect([of('first'), of('none')]).toEqual(['untestable', 'pass']);
});

test('when connections never open as they must, the others are spared after three', async () => {
  const dead: CheckResult = {
    decisions: [{ requirement: 'p/opening', outcome: 'fail', reason: 'no', observed: true, blocks: true }],
    transcript: [],
  };
  let played = 0;
  const many = Array.from({ length: 20 }, (_, index) =>
    job(
      `dead-${index}`,
      async () => {
        played += 1;
        return dead;
      },
      { needs: ['identity'] },
    ),
  );
  const { outcomes } = await run(many);
  expect(played).toBeLessThan(8);
  expect(outcomes).toHaveLength(20);
});

test('the check that ends the process is told from those beside it', async () => {
  let deaths = 0;
  let dead = false;
  const life: SubjectLife = {
    died: () => (dead ? 'it ended' : undefined),
    deaths: () => deaths,
    revive: async () => {
      dead = false;
    },
  };
  const fails = (id: string): CheckResult => ({
    decisions: [{ requirement: `p/${id}`, outcome: 'fail', reason: 'closed' }],
    transcript: [{ atMs: 0, lane: 'a', event: 'closed', text: '1006' }],
  });
  const killer = job('killer', async () => {
    dead = true;
    deaths += 1;
    return fails('killer');
  });
  const beside = job('beside', async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return dead ? fails('beside') : passes('beside');
  });
  const { outcomes, notes } = await run([killer, beside], life);
  const of = (id: string) => outcomes.find((outcome) => outcome.check.id === id)?.decisions[0]?.outcome;
  expect([of('killer'), of('beside')]).toEqual(['fail', 'pass']);
  expect(notes).toEqual(['it ended, during killer']);
});

test('a seed gives one order, and every item stays', () => {
  const items = Array.from({ length: 20 }, (_, index) => index);
  expect(shuffled(items, 7)).toEqual(shuffled(items, 7));
  expect(shuffled(items, 7)).not.toEqual(shuffled(items, 8));
  expect(shuffled(items, 7).toSorted((left, right) => left - right)).toEqual(items);
});
