import { at, brief, same } from '../../json.ts';
import { describe } from '../../judge.ts';
import { carries } from '../../protocol.ts';
import { type Connection, NotCome, type Received } from '../../wire/connection.ts';
import { StepFailed } from '../failure.ts';
import { type Mismatch, match, matches } from '../matcher.ts';
import type { ScenarioRun, StepEnd } from '../run.ts';
import type { ExpectStep } from '../step.ts';

/** So many of the messages that came instead are shown. */
const SHOWN = 3;

export async function expect(run: ScenarioRun, step: ExpectStep): Promise<StepEnd> {
  const connection = run.connection(step.expect);
  const select = run.value(step.select);
  connection.windowStart = connection.cursor;
  const found: Received[] = [];
  while (found.length < (step.count ?? 1)) {
    const item = await one(connection, select, step, found.length);
    if (item === undefined) return 'passed-over';
    connection.take(item);
    connection.cursor = item.index + 1;
    for (const [name, value] of match(select ?? {}, item.value).captured) run.remember(name, value);
    found.push(item);
  }
  if (step.frame !== undefined) demandFrame(found, step.frame);
  for (const [key, value] of Object.entries(step.capture ?? {})) capture(run, key, value, found.at(-1) as Received);
  assertAll(run, step, found);
  if (step.ordered !== undefined) demandOrder(found, step.ordered);
  if (step.unique !== undefined) demandUnique(found, step.unique);
  return 'done';
}

/** The next message that matches; undefined when it is optional and a barrier was answered before it. */
async function one(
  connection: Connection,
  select: unknown,
  step: ExpectStep,
  already: number,
): Promise<Received | undefined> {
  let barred = false;
  const bar = step.optional
    ? connection.barrier().then(
        () => {
          barred = true;
        },
        () => {
          barred = true;
        },
      )
    : undefined;
  const look = (): Received | 'nothing' | undefined => {
    const fits = (item: Received): boolean => select === undefined || matches(select, item.value);
    const rest = connection.inbox.slice(connection.cursor).filter((item) => !item.taken);
    const found = rest.find((item) => fits(item) || (step.next && !isProbe(connection, item)));
    return found ?? (barred ? 'nothing' : undefined);
  };
  const what = step.count === undefined ? 'the message' : `message ${already + 1} of ${step.count}`;
  try {
    const found = await connection.until(look, { what });
    if (found === 'nothing') return undefined;
    if (step.next && select !== undefined && !matches(select, found.value)) {
      throw new StepFailed({
        reason: 'another message came first',
        expected: brief(select),
        actual: brief(found.value ?? found.text),
        ...hidden([found], select, step.requirement),
        ends: true,
      });
    }
    return found;
  } catch (error) {
    if (!(error instanceof NotCome)) throw error;
    const passed = connection.inbox.slice(connection.windowStart).filter((item) => !item.taken);
    const alike = passed.filter((item) => item.message?.facts.event === undefined || isAlike(item, select));
    for (const item of alike) delete item.entry.foreign;
    const broken = passed.find((item) => item.faults.length > 0 && isAlike(item, select));
    if (broken && broken.requirement === step.requirement) {
      throw new StepFailed({
        reason: `${broken.message?.name} came, but breaks its schema`,
        expected: describe(broken.faults),
        actual: brief(broken.value),
        ends: true,
      });
    }
    throw new StepFailed({
      reason: error.message,
      expected: `${step.count === undefined ? '' : `${step.count} × `}${brief(select)}`,
      actual: instead(alike, { already, closed: error.closed?.code }),
      ...hidden(passed, select, step.requirement),
      ends: true,
    });
  } finally {
    await bar;
  }
}

/** A heartbeat of the server may come at any time; it does not count as the very next message. */
function isProbe(connection: Connection, item: Received): boolean {
  const { heartbeat } = connection.channel.facts;
  return heartbeat?.message !== undefined && item.message?.id === heartbeat.message;
}

/** Whether a message has the name that is waited for. */
const isAlike = (item: Received, select: unknown): boolean =>
  item.message !== undefined && carries(item.message, select);

function instead(passed: Received[], state: { already: number; closed: number | undefined }): string {
  const parts = [
    ...(state.already > 0 ? [`${state.already} came`] : []),
    ...(passed.length === 0
      ? state.already > 0
        ? []
        : ['nothing came']
      : passed.slice(-SHOWN).map((item) => brief(item.value ?? item.text))),
    ...(state.closed === undefined ? [] : [`closed with ${state.closed}`]),
  ];
  return parts.join('; ');
}

/** When what came instead is the awaited message, only broken, its own requirement is the one to name. */
function hidden(items: Received[], select: unknown, requirement: string | undefined): { hiddenBy?: string } {
  const broken = items.find(
    (item) => item.faults.length > 0 && item.requirement !== requirement && isAlike(item, select),
  );
  return broken?.requirement === undefined ? {} : { hiddenBy: broken.requirement };
}

function demandFrame(found: Received[], frame: string): void {
  const other = found.find((item) => item.frame !== frame);
  if (!other) return;
  throw new StepFailed({
    reason: 'the message came in another kind of frame',
    expected: `${frame} frame`,
    actual: `${other.frame} frame`,
    ends: false,
  });
}

function capture(run: ScenarioRun, key: string, value: string, item: Received): void {
  const [pointer, name] = key.startsWith('/') || key === '' ? [key, value] : [value, key];
  const found = at(item.value, pointer);
  if (found === undefined) {
    throw new StepFailed({
      reason: `${pointer} is missing`,
      expected: `a value at ${pointer}`,
      actual: brief(item.value),
      ends: true,
    });
  }
  run.remember(name, found);
}

/** Assertions that name a requirement of their own decide it; the others belong to the step. */
function assertAll(run: ScenarioRun, step: ExpectStep, found: Received[]): void {
  const own: StepFailed[] = [];
  for (const assertion of step.assert ?? []) {
    const failure = firstFailure(run, assertion.match, found, assertion.requirement ?? step.requirement);
    const requirement = assertion.requirement;
    if (requirement === undefined || requirement === step.requirement) {
      if (failure) own.push(failure);
      else if (step.requirement === undefined && requirement !== undefined)
        run.decide({ requirement, outcome: 'pass', reason: '' });
    } else if (!failure) run.decide({ requirement, outcome: 'pass', reason: '' });
    else if (failure.hiddenBy !== undefined) {
      run.decide({ requirement, outcome: 'untestable', reason: `${failure.hiddenBy} fails first` });
    } else {
      const { message: reason, expected, actual } = failure;
      run.decide({ requirement, outcome: 'fail', reason, expected, actual });
    }
  }
  if (own[0]) throw own[0];
}

function firstFailure(
  run: ScenarioRun,
  matcher: unknown,
  found: Received[],
  requirement: string | undefined,
): StepFailed | undefined {
  const wanted = run.value(matcher);
  for (const item of found) {
    const { mismatches, captured } = match(wanted, item.value);
    for (const [name, value] of captured) run.remember(name, value);
    if (mismatches.length === 0) continue;
    const broken =
      item.requirement !== undefined &&
      item.requirement !== requirement &&
      mismatches.some((mismatch) => item.faults.some((fault) => covers(fault.path, mismatch)));
    return new StepFailed({
      reason: `${item.message?.name ?? 'the message'} is not as it must be`,
      expected: mismatches.map(({ path, expected }) => `${path || 'the message'}: ${expected}`).join('; '),
      actual: mismatches.map(({ path, actual }) => `${path || 'the message'}: ${actual}`).join('; '),
      ...(broken ? { hiddenBy: item.requirement } : {}),
      ends: false,
    });
  }
  return undefined;
}

const covers = (path: string, mismatch: Mismatch): boolean =>
  path === mismatch.path || mismatch.path.startsWith(`${path}/`) || path.startsWith(`${mismatch.path}/`);

const natural = new Intl.Collator('en', { numeric: true });

function grows(before: unknown, after: unknown): boolean {
  if (typeof before === 'number' && typeof after === 'number') return before < after;
  return natural.compare(String(before), String(after)) < 0;
}

function demandOrder(found: Received[], pointer: string): void {
  const values = found.map((item) => at(item.value, pointer));
  const wrong = values.findIndex((value, index) => index > 0 && !grows(values[index - 1], value));
  if (wrong < 0) return;
  throw new StepFailed({
    reason: 'the messages came in another order',
    expected: `${pointer} grows from one to the next`,
    actual: `${brief(values[wrong - 1])} before ${brief(values[wrong])}`,
    ends: false,
  });
}

function demandUnique(found: Received[], pointer: string): void {
  const values = found.map((item) => at(item.value, pointer));
  const twice = values.find((value, index) => values.slice(0, index).some((other) => same(other, value)));
  if (twice === undefined) return;
  throw new StepFailed({
    reason: 'a value came twice',
    expected: `${pointer} differs in all ${found.length}`,
    actual: `${brief(twice)} more than once`,
    ends: false,
  });
}
