import { setImmediate as turn } from 'node:timers/promises';
import { type Clock, realClock } from '../../clock.ts';
import { channelOf, isBarrierOpen } from '../../protocol.ts';
import { Connection, NotCome } from '../../wire/connection.ts';
import { Refused } from '../../wire/link.ts';
import { Transcript } from '../../wire/transcript.ts';
import { StepFailed } from '../failure.ts';
import type { ScenarioRun, StepEnd } from '../run.ts';
import type { ElapseStep, StopStep } from '../step.ts';

export async function elapse(run: ScenarioRun, step: ElapseStep): Promise<StepEnd> {
  const ms = Number(run.value(step.elapse)) + (step.and ?? 0);
  const clock = clockFor(step, run.environment.clock, ms);
  run.transcript.note(`${ms} ms pass (${clock.kind} time)`);
  if (clock.kind === 'virtual') await settle(run);
  try {
    await clock.elapse(ms);
  } catch (error) {
    throw new StepFailed({ reason: (error as Error).message, ends: true });
  }
  if (clock.kind === 'virtual') await settle(run);
  return 'done';
}

/** Longest real time that is waited for a transport's timer without being asked to, milliseconds. */
const PATIENCE_MS = 10_000;

/** No control verb moves the timers of a transport's library; they take the time they take. */
function clockFor({ timers }: ElapseStep, clock: Clock, ms: number): Clock {
  if (timers !== 'transport' || clock.kind !== 'virtual') return clock;
  if (ms <= PATIENCE_MS) return realClock;
  const reason = `it takes ${ms} ms of real time: start the subject with a shorter heartbeat, or add --slow`;
  throw new StepFailed({ reason, ends: true });
}

/**
 * Virtual time moves in one leap, so whatever the kit sent before must have arrived, and whatever the
 * subject sent in the leap must be here, before the next step: a witness connection makes a round trip.
 */
async function settle(run: ScenarioRun): Promise<void> {
  const { profile, judge, timeoutMs, address } = run.environment;
  const channel = channelOf(profile);
  try {
    const witness = await Connection.open({
      name: 'witness',
      channel,
      handshake: { url: address(channel), headers: {} },
      judge,
      transcript: new Transcript(),
      answerPings: 'answer',
      timeoutMs,
    });
    if (isBarrierOpen(channel)) await witness.barrier();
    else await witness.controlRoundTrip();
    await witness.end();
  } catch (error) {
    if (!(error instanceof NotCome) && !(error instanceof Refused)) throw error;
  }
  await turn();
}

export async function stop(run: ScenarioRun, step: StopStep): Promise<StepEnd> {
  const { process } = run.environment;
  if (!process) throw new Error(`${run.place}: the scenario has no process of its own`);
  run.transcript.note('SIGTERM to the subject');
  const code = await process.stop();
  run.transcript.note(code === null ? 'the subject had to be killed' : `the subject ended with ${code}`);
  if (step.exitCode === undefined || step.exitCode === code) return 'done';
  throw new StepFailed({
    reason: 'the subject ended otherwise',
    expected: `exit code ${step.exitCode}`,
    actual: code === null ? 'it had to be killed' : `exit code ${code}`,
    ends: false,
  });
}
