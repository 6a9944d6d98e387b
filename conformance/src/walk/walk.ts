import type { Channel, Profile } from '@agentwire/generated/model';
import fc from 'fast-check';
import type { CheckPlan, CheckResult, Decision } from '../check.ts';
import { Allowance } from '../derive/allowance.ts';
import type { DerivedCheck } from '../derive/derived-check.ts';
import { propsOf } from '../derive/stage.ts';
import type { Environment } from '../environment.ts';
import type { Job } from '../job.ts';
import { messageById, survivalOf } from '../protocol.ts';
import { chosen, type State, type Step, statesOf, stepsOf } from './steps.ts';
import { type Start, Walker, WentWrong } from './walker.ts';

/** So many walks, each of at most so many steps. */
const WALKS = 10;
const STEPS = 40;
/** How long walking and shrinking may take, milliseconds. */
const WALKING_MS = 20_000;
const LIMIT_MS = 60_000;

/** A walk over the states of a connection, by frames of which each comes out as the document says when it is alone. */
export function walkJobs(profile: Profile, checks: readonly DerivedCheck[]): Job[] {
  const steps = stepsOf(profile, checks);
  const [first] = steps;
  if (!first) return [];
  const survival = survivalOf(profile);
  const requirements = [
    ...new Set([...(survival === undefined ? [] : [survival]), ...steps.map(({ check }) => requirementOf(check))]),
  ];
  const check: CheckPlan = {
    id: `${profile.id}/walk`,
    title: `frames come out the same whatever went before them: ${WALKS} walks of at most ${STEPS} steps`,
    profile: profile.id,
    kind: 'walk',
    source: first.check.channel.source,
    requirements,
    needs: first.check.needs,
  };
  const job: Job = {
    profile: profile.id,
    checks: [check],
    phase: 'parallel',
    locks: [],
    ownProcess: false,
    limitMs: LIMIT_MS,
    run: async (environment) => new Map([[check.id, await walks(environment, steps, requirements)]]),
    only: () => job,
  };
  return [job];
}

const requirementOf = ({ requirements }: DerivedCheck): string => requirements[0] as string;

async function walks(
  environment: Environment,
  all: readonly Step[],
  requirements: readonly string[],
): Promise<CheckResult> {
  const { seed } = environment;
  const steps = await rightAlone(environment, chosen(all, seed));
  const kept = new Set(steps.map(({ check }) => requirementOf(check)));
  let last = new Walker(environment);
  const play = async (numbers: readonly number[]): Promise<void> => {
    if (steps.length === 0 || numbers.length === 0) return;
    last = new Walker(environment);
    await walk(last, numbers, steps);
  };
  const details = await fc.check(
    fc.asyncProperty(fc.array(fc.noShrink(fc.nat(ANY)), { maxLength: STEPS, size: 'max' }), play),
    { seed, numRuns: WALKS, interruptAfterTimeLimit: WALKING_MS },
  );
  const failed = details.failed && details.counterexample ? await again(play, details.counterexample[0]) : undefined;
  if (details.failed && !(details.errorInstance instanceof WentWrong)) throw details.errorInstance;
  return {
    decisions: decisionsOf({ last, failed, isFlaky: details.failed && !failed, kept, seed, requirements }),
    transcript: last.transcript.entries(),
    startedMs: last.transcript.startedMs,
  };
}

/** The short script once more, so that its transcript is the last one; undefined when it comes out right. */
async function again(
  play: (numbers: readonly number[]) => Promise<void>,
  numbers: readonly number[],
): Promise<WentWrong | undefined> {
  try {
    await play(numbers);
    return undefined;
  } catch (error) {
    if (error instanceof WentWrong) return error;
    throw error;
  }
}

function decisionsOf(of: {
  last: Walker;
  failed: WentWrong | undefined;
  isFlaky: boolean;
  kept: ReadonlySet<string>;
  seed: number;
  requirements: readonly string[];
}): Decision[] {
  const { last, failed, isFlaky, kept, seed, requirements } = of;
  const at = `seed ${seed}: ${last.script.join(' · ')}`;
  if (last.interrupted) {
    const outcome = 'status' in last.interrupted && last.interrupted.status === 0 ? 'inconclusive' : 'untestable';
    return requirements.map((requirement) => ({ requirement, outcome, reason: last.interrupted?.message ?? '', at }));
  }
  const broken = failed && requirementOf(failed.step.check);
  const right = [...kept].filter((requirement) => requirement !== broken);
  return [
    ...last.decisions,
    ...right.map((requirement): Decision => ({ requirement, outcome: 'pass', reason: '', at: `seed ${seed}` })),
    ...(failed && broken !== undefined
      ? [{ requirement: broken, ...failed.found, reason: `${failed.found.reason}, after others only`, at }]
      : []),
    ...(isFlaky || (kept.size === 0 && !failed)
      ? requirements.slice(0, 1).map((requirement): Decision => {
          const reason = isFlaky ? 'a walk went wrong once and not again' : 'no step is right alone';
          return { requirement, outcome: isFlaky ? 'inconclusive' : 'untestable', reason, at };
        })
      : []),
  ];
}

/** Steps that come out right on a connection of their own; the others are told by the derived checks. */
async function rightAlone(environment: Environment, steps: readonly Step[]): Promise<Step[]> {
  const right: Step[] = [];
  for (const step of steps) {
    const walker = new Walker(environment);
    try {
      await walker.open({ channel: step.check.channel, state: step.from, message: step.check.message });
      await walker.take(step);
      if (!walker.interrupted) right.push(step);
    } catch (error) {
      if (!(error instanceof WentWrong)) throw error;
    } finally {
      await walker.end();
    }
  }
  return right;
}

/** Where a walk stands, as the document has it. */
interface Place {
  channel?: Channel;
  state: State | 'closed';
  allowance?: Allowance;
  /** What is on the stage for some messages only. */
  props: ReturnType<typeof propsOf>;
  /** Whether it is used up. */
  spent: boolean;
}

/** Once in so many moves a connection is left. */
const LEAVES = 10;
const ANY = 1_000_000;

/**
 * Each move is a number, which stands for one of those that the place allows, so that it mostly stays what it
 * is when others are left out.
 */
async function walk(walker: Walker, numbers: readonly number[], steps: readonly Step[]): Promise<void> {
  const starts = startsOf(steps);
  const place: Place = { state: 'closed', props: [], spent: false };
  try {
    for (const number of numbers) {
      if (walker.interrupted) return;
      const options = allowed(steps, place);
      const step = options[number % options.length];
      if (place.state === 'closed') await begin(place, walker, starts[number % starts.length] as Start);
      else if (number % LEAVES === 0 || !step) await leave(place, walker);
      else await take(place, walker, step);
    }
  } finally {
    await walker.end();
  }
}

/** Every channel in every state, and on the stage the props of one message at most. */
function startsOf(steps: readonly Step[]): Start[] {
  return [...new Set(steps.map(({ check }) => check.channel))].flatMap((channel) =>
    statesOf(channel).flatMap((state): Start[] => {
      const messages = state === 'pending' ? [] : channel.messages.filter((one) => propsOf(channel, one).length > 0);
      return [{ channel, state }, ...messages.map((message) => ({ channel, state, message }))];
    }),
  );
}

async function begin(place: Place, walker: Walker, start: Start): Promise<void> {
  const { channel, state, message } = start;
  const props = propsOf(channel, message);
  Object.assign(place, { channel, state, props, allowance: new Allowance(channel), spent: false });
  await walker.open(start);
}

async function leave(place: Place, walker: Walker): Promise<void> {
  place.state = 'closed';
  await walker.leave();
}

async function take(place: Place, walker: Walker, step: Step): Promise<void> {
  place.allowance?.take(framesOf(step));
  place.state = step.to;
  place.spent ||= spends(step);
  await walker.take(step);
}

/** Steps that the document speaks of in this place, and for which the rate limits leave room. */
const allowed = (steps: readonly Step[], place: Place): Step[] =>
  steps.filter(
    (step) =>
      place.channel === step.check.channel &&
      place.state === step.from &&
      place.allowance?.has(framesOf(step)) === true &&
      propsOf(step.check.channel, step.check.message).every((prop) => place.props.includes(prop)) &&
      !(spends(step) && place.spent),
  );

const spends = ({ check }: Step): boolean => check.message?.facts.spends === true;

/** The frame of a step, and the barrier behind it, as they are counted. */
function framesOf({ check }: Step): unknown[] {
  const { barrier } = check.channel.facts;
  return [
    check.message ? JSON.parse(check.text) : undefined,
    barrier && messageById(check.channel, barrier.send).discriminant,
  ];
}
