import { fileURLToPath } from 'node:url';
import { nowNs } from './clock.ts';
import { allowedCores } from './cores.ts';
import type { Observer } from './observer.ts';
import { planOf } from './request.ts';
import { resultOf } from './result.ts';
import { subjectSide } from './roles.ts';
import { type RunPlan, run } from './run.ts';
import { startSpinners } from './spinners.ts';

const prompt = fileURLToPath(new URL('../peers/prompt.json', import.meta.url));
const stopMs = 300;

/** How far the longest response is from the time for which the server was really stopped. */
export async function stopError(
  observer: Observer,
): Promise<{ errorPercent: number; stoppedMs: number; seenMs: number }> {
  // Something is due every 2 ms, so that the first that meets the stopped server meets it soon.
  const options = { connections: 20, rate: 500, durationS: 1.5, blocks: 1, warmupS: 0.3, lanes: 4 };
  const plan = await planOf({ case: 'fanout', profile: 'cloud', subject: prompt, peers: [], options }, observer);
  let stoppedMs = 0;
  const pid = { subject: 0 };
  const result = await run(
    onceIn(rememberingPid(plan, pid), () => {
      process.kill(pid.subject, 'SIGSTOP');
      const startNs = nowNs();
      setTimeout(() => {
        process.kill(pid.subject, 'SIGCONT');
        stoppedMs = (nowNs() - startNs) / 1e6;
      }, stopMs);
    }),
  );
  const seenMs = resultOf(result, subjectSide).response.max / 1000;
  return { errorPercent: (Math.abs(seenMs - stoppedMs) / stoppedMs) * 100, stoppedMs, seenMs };
}

/** Whether a run is void whose harness has its core only now and then from the first block on. */
export async function seesSqueeze(observer: Observer): Promise<boolean> {
  const core = allowedCores.at(-1) ?? 0;
  const options = { connections: 60, rate: 100, durationS: 1.5, blocks: 1, warmupS: 0 };
  const plan = await planOf({ case: 'fanout', profile: 'cloud', subject: prompt, peers: [], options }, observer);
  const busy = { others: undefined as Disposable | undefined };
  try {
    const result = await run(
      onceIn(plan, () => {
        busy.others = startSpinners(core, 'first');
      }),
    );
    return /void/.test(result.verdict.verdict);
  } finally {
    busy.others?.[Symbol.dispose]();
  }
}

/** Does something once while the first measured block runs. */
function onceIn(plan: RunPlan, act: () => void): RunPlan {
  const done = { yet: false };
  const { observer } = plan;
  return {
    ...plan,
    observer: {
      step: (text) => observer.step(text),
      block: (position, phase) => observer.block(position, phase),
      progress: (position, progress) => {
        observer.progress(position, progress);
        if (!done.yet) act();
        done.yet = true;
      },
    },
  };
}

function rememberingPid(plan: RunPlan, pid: { subject: number }): RunPlan {
  const contestants = plan.contestants.map((contestant) => ({
    ...contestant,
    open: async (cores: Parameters<typeof contestant.open>[0]) => {
      const subject = await contestant.open(cores);
      pid.subject = subject.server?.pid ?? 0;
      return subject;
    },
  }));
  return { ...plan, contestants };
}
