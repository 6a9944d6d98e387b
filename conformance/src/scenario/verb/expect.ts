import type { Channel } from '@agentwire/generated/model';
import { at, brief, same } from '../../json.ts';
import type { Received } from '../../wire/connection.ts';
import { hides, one, series, type Wanted } from '../awaited.ts';
import { StepFailed } from '../failure.ts';
import { type Mismatch, match } from '../matcher.ts';
import type { ScenarioRun, StepEnd } from '../run.ts';
import { unseal } from '../sealed.ts';
import type { ExpectStep } from '../step.ts';

export async function expect(run: ScenarioRun, step: ExpectStep): Promise<StepEnd> {
  const connection = run.connection(step.expect);
  const wanted: Wanted = { run, connection, step, select: run.value(step.select), until: run.value(step.until) };
  connection.windowStart = connection.cursor;
  const found = step.until === undefined ? await counted(wanted) : await series(wanted);
  if (found === undefined) return 'passed-over';
  for (const item of found) {
    connection.take(item);
    const { requirement } = step;
    if (requirement !== undefined) run.expected.push({ connection, item, requirement });
    for (const [name, value] of match(wanted.select ?? {}, item.value).captured) run.remember(name, value);
  }
  if (step.frame !== undefined) demandFrame(found, step.frame);
  for (const [key, value] of Object.entries(step.capture ?? {})) capture(run, key, value, found.at(-1) as Received);
  assertAll(run, step, found);
  if (step.joined !== undefined) demandJoined(run, step.joined, found);
  if (step.decrypted !== undefined) demandDecrypted(run, connection.channel, step.decrypted, found);
  if (step.ordered !== undefined) demandOrder(found, step.ordered);
  if (step.unique !== undefined) demandUnique(found, step.unique);
  return 'done';
}

/** So many messages as the step says; undefined when an optional one did not come. */
async function counted(wanted: Wanted): Promise<Received[] | undefined> {
  const { connection, step } = wanted;
  const found: Received[] = [];
  while (found.length < (step.count ?? 1)) {
    const item = await one(wanted, found.length);
    if (item === undefined) return undefined;
    connection.take(item);
    connection.cursor = item.index + 1;
    found.push(item);
  }
  return found;
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

function capture(run: ScenarioRun, key: string, value: string, item: Received | undefined): void {
  const [pointer, name] = key.startsWith('/') || key === '' ? [key, value] : [value, key];
  const found = at(item?.value, pointer);
  if (found === undefined) {
    throw new StepFailed({
      reason: `${pointer} is missing`,
      expected: `a value at ${pointer}`,
      actual: brief(item?.value),
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
      hides(run, item.requirement, requirement) &&
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

/** Holds the texts at one place of all messages, joined with nothing between them, against a matcher. */
function demandJoined(run: ScenarioRun, joined: { of: string; match: unknown }, found: Received[]): void {
  const text = found.map((item) => at(item.value, joined.of)).join('');
  const { mismatches, captured } = match(run.value(joined.match), text);
  for (const [name, value] of captured) run.remember(name, value);
  if (mismatches.length === 0) return;
  throw new StepFailed({
    reason: `${joined.of} of ${found.length} messages, joined, is not as it must be`,
    expected: mismatches.map(({ expected }) => expected).join('; '),
    actual: brief(text),
    ends: false,
  });
}

/** Holds what is encrypted at one place of each message against a matcher. */
function demandDecrypted(
  run: ScenarioRun,
  channel: Channel,
  wanted: NonNullable<ExpectStep['decrypted']>,
  found: Received[],
): void {
  const { at: place, match: matcher, ...key } = run.value(wanted);
  for (const item of found) {
    const plain = unseal(at(item.value, place), { ...key, channel });
    const { mismatches } = match(matcher, plain);
    if (mismatches.length === 0) continue;
    throw new StepFailed({
      reason: plain === undefined ? `${place} cannot be decrypted` : `${place}, decrypted, is not as it must be`,
      expected: plain === undefined ? brief(matcher) : mismatches.map(({ expected }) => expected).join('; '),
      actual: brief(plain ?? at(item.value, place)),
      ends: false,
    });
  }
}

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
