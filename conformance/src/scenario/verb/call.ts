import { request } from '../../http.ts';
import { brief } from '../../json.ts';
import { StepFailed } from '../failure.ts';
import { match } from '../matcher.ts';
import type { ScenarioRun, StepEnd } from '../run.ts';
import type { CallStep } from '../step.ts';

export async function call(run: ScenarioRun, step: CallStep): Promise<StepEnd> {
  const { httpRoot, timeoutMs } = run.environment;
  const { method = 'GET', path, headers, body } = run.value(step.call);
  run.transcript.note(`${method} ${path}`);
  let answer: Awaited<ReturnType<typeof request>>;
  try {
    answer = await request({
      call: { method, url: path, ...(headers ? { headers } : {}), body },
      root: httpRoot,
      timeoutMs,
    });
  } catch (error) {
    throw new StepFailed({ reason: `${method} ${path} was not answered: ${(error as Error).message}`, ends: true });
  }
  run.transcript.note(`HTTP ${answer.status}: ${answer.text.slice(0, 1_000)}`);
  if (step.status !== undefined && step.status !== answer.status) {
    throw new StepFailed({
      reason: `${method} ${path} answered with another status`,
      expected: `HTTP ${step.status}`,
      actual: `HTTP ${answer.status}`,
      ends: true,
    });
  }
  if (step.body === undefined) return 'done';
  const { mismatches, captured } = match(run.value(step.body), answer.body);
  for (const [name, value] of captured) run.remember(name, value);
  if (mismatches.length === 0) return 'done';
  throw new StepFailed({
    reason: `${method} ${path} answered with another body`,
    expected: mismatches.map((mismatch) => `${mismatch.path || 'the body'}: ${mismatch.expected}`).join('; '),
    actual: brief(mismatches[0]?.actual),
    ends: false,
  });
}
