import type { Profile } from '@agentwire/generated/model';
import { expect, test } from 'vitest';
import type { CheckResult } from '../src/check.ts';
import type { Environment } from '../src/environment.ts';
import type { Job, Phase } from '../src/job.ts';
import { LagMeter } from '../src/lag.ts';
import type { SubjectLife } from '../src/run-options.ts';
import { runJobs } from '../src/runner.ts';
import { shuffled } from '../src/shuffle.ts';
import type { Ending } from '../src/survival.ts';
import type { Entry } from '../src/wire/transcript.ts';

const immortal: SubjectLife = { look: async () => {}, endings: () => [], gone: () => false, revive: async () => {} };

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
      profile: (id) =>
        ({
          id,
          channels: [{ messages: [], facts: { requirements: { survives: 'p/survives' } } }],
        }) as unknown as Profile,
      given: () => ({
        identity: () => true,
        emit: true,
        clock: 'virtual',
        process: true,
        project: true,
        capabilities: new Set(),
      }),
      environment: async () => ({ environment: { timeoutMs: 5_000 } as Environment, release: async () => {} }),
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

/** A subject that ends when told to, and starts again unless it stays away. */
function mortal(stays: 'back' | 'away') {
  const endings: Ending[] = [];
  let dead = false;
  const life: SubjectLife = {
    look: async () => {},
    endings: () => endings,
    gone: () => dead,
    revive: async () => {
      dead = dead && stays === 'away';
    },
  };
  const end = (): void => {
    if (!dead) endings.push({ how: 'it ended', lastWords: [] });
    dead = true;
  };
  return { life, end, isDead: () => dead };
}

const entry = (atMs: number, event: Entry['event'], text: string): Entry => ({ atMs, lane: 'a', event, text });
const cut = (id: string, frame: string, startedMs: number): CheckResult => ({
  decisions: [{ requirement: `p/${id}`, outcome: 'fail', reason: 'closed' }],
  transcript: [
    entry(0, 'sent', 'hello'),
    entry(1, 'received', 'hi'),
    entry(2, 'sent', frame),
    entry(5, 'closed', '1006'),
  ],
  startedMs,
});

const accident = (subject: ReturnType<typeof mortal>): Job[] => [
  job('killer', async () => {
    subject.end();
    return cut('killer', 'boom', 100);
  }),
  job('beside', async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return subject.isDead() ? cut('beside', 'quiet', 101) : passes('beside');
  }),
];

test('the check that ends the process is told from those beside it', async () => {
  const subject = mortal('back');
  const { outcomes, ended } = await run(accident(subject), subject.life);
  const of = (id: string) => outcomes.find((outcome) => outcome.check.id === id)?.decisions.map((one) => one.outcome);
  expect([of('killer'), of('beside')]).toEqual([['inconclusive', 'fail'], ['pass']]);
  expect(ended.map(({ sentence }) => sentence)).toEqual([
    'the subject ended during killer, after the frame boom: it ended',
  ]);
});

test('of a subject that stays away the first frame without an answer is blamed, and nothing else fails', async () => {
  const subject = mortal('away');
  const { outcomes, ended } = await run(
    [...accident(subject), job('later', async () => passes('later'), { phase: 'limit' })],
    subject.life,
  );
  const failed = outcomes.flatMap(({ decisions }) => decisions.filter((one) => one.outcome === 'fail'));
  expect(failed.map(({ requirement }) => requirement)).toEqual(['p/survives']);
  expect(ended.map(({ sentence }) => sentence)).toEqual([
    'the subject ended while 2 checks were under way, most likely during killer, after the frame boom: it ended; ' +
      'also under way: beside (--workers 1 tells which it is)',
  ]);
  expect(outcomes.find(({ check }) => check.id === 'later')?.decisions).toMatchObject([{ outcome: 'inconclusive' }]);
});

test('a seed gives one order, and every item stays', () => {
  const items = Array.from({ length: 20 }, (_, index) => index);
  expect(shuffled(items, 7)).toEqual(shuffled(items, 7));
  expect(shuffled(items, 7)).not.toEqual(shuffled(items, 8));
  expect(shuffled(items, 7).toSorted((left, right) => left - right)).toEqual(items);
});
