import type { Requirement } from '@agentwire/generated/model';
import { brief } from '../json.ts';
import { describe } from '../judge.ts';
import { carries } from '../protocol.ts';
import { type Connection, NotCome, type Received } from '../wire/connection.ts';
import { StepFailed } from './failure.ts';
import { match, matches } from './matcher.ts';
import type { ScenarioRun } from './run.ts';
import type { ExpectStep } from './step.ts';

/** So many of the messages that came instead are shown. */
const SHOWN = 3;

/** What an expect waits for, its holes filled. */
export interface Wanted {
  run: ScenarioRun;
  connection: Connection;
  step: ExpectStep;
  select: unknown;
  until: unknown;
}

/** Comments of an event stream are looked at only by those who ask for them, messages of later versions by those who name them. */
const isLookedAt = (item: Received, step: ExpectStep): boolean =>
  !item.taken &&
  (item.unknownName === undefined || (JSON.stringify(step.select) ?? '').includes(JSON.stringify(item.unknownName))) &&
  (item.frame === 'comment') === (step.frame === 'comment');

const fits = (item: Received, select: unknown): boolean => select === undefined || matches(select, item.value);

const unread = ({ connection, step }: Wanted): Received[] =>
  connection.inbox.slice(connection.cursor).filter((item) => isLookedAt(item, step));

/**
 * All messages that match, up to the first that matches `until`, which is left for a later step, or to the
 * end of the connection where that will do. Time runs out when none of them has come for the kit's time-out.
 * @throws StepFailed
 */
export async function series(wanted: Wanted): Promise<Received[]> {
  const { connection, step, select, until } = wanted;
  let already = 0;
  const look = (): { items: Received[]; end?: Received; closed?: true } | undefined => {
    const rest = unread(wanted);
    const end = rest.find((item) => fits(item, until));
    const items = rest.filter((item) => fits(item, select) && (end === undefined || item.index < end.index));
    if (end) return { items, end };
    if (step.orClosed && connection.closed) return { items, closed: true };
    return items.length > already ? { items } : undefined;
  };
  try {
    for (;;) {
      const { items, end, closed } = await connection.until(look, { what: `the end of ${already} messages` });
      already = items.length;
      if (!end && !closed) continue;
      connection.cursor = end?.index ?? connection.inbox.length;
      return items;
    }
  } catch (error) {
    throw failure(error, { ...wanted, select: until }, already);
  }
}

/**
 * The next message that matches; undefined when it is optional and a barrier was answered before it.
 * @throws StepFailed
 */
export async function one(wanted: Wanted, already: number): Promise<Received | undefined> {
  const { connection, step, select } = wanted;
  let barred = false;
  const lift = (): void => {
    barred = true;
  };
  const bar = step.optional ? connection.barrier().then(lift, lift) : undefined;
  const look = (): Received | 'nothing' | undefined => {
    const found = unread(wanted).find((item) => fits(item, select) || (step.next && !isProbe(connection, item)));
    return found ?? (barred ? 'nothing' : undefined);
  };
  const what = step.count === undefined ? 'the message' : `message ${already + 1} of ${step.count}`;
  try {
    const found = await connection.until(look, { what, ...(bar ? { after: bar } : {}) });
    if (found === 'nothing') return undefined;
    if (step.next && !fits(found, select)) {
      throw new StepFailed({
        reason: 'another message came first',
        expected: brief(select),
        actual: brief(found.value ?? found.text),
        ...hidden(wanted, [found]),
        ends: true,
      });
    }
    return found;
  } catch (error) {
    throw failure(error, wanted, already);
  } finally {
    await bar;
  }
}

/** A heartbeat of the server may come at any time; it does not count as the very next message. */
function isProbe(connection: Connection, item: Received): boolean {
  const { heartbeat } = connection.channel.facts;
  return heartbeat?.message !== undefined && item.message?.id === heartbeat.message;
}

/** What to say when nothing came; anything else is what it is. */
function failure(error: unknown, wanted: Wanted, already: number): unknown {
  if (!(error instanceof NotCome)) return error;
  const { connection, select, step } = wanted;
  const passed = connection.inbox.slice(connection.windowStart).filter((item) => isLookedAt(item, step));
  const alike = passed.filter((item) => item.message?.facts.event === undefined || isAlike(item, select));
  for (const item of alike) delete item.entry.foreign;
  const broken = passed.find((item) => couldBe(item, select));
  if (broken && broken.requirement === step.requirement) {
    return new StepFailed({
      reason: `${broken.message?.name} came, but breaks its schema`,
      expected: describe(broken.faults),
      actual: brief(broken.value),
      ends: true,
    });
  }
  const what = step.frame === 'comment' && select === undefined ? 'a comment' : brief(select);
  return new StepFailed({
    reason: error.message,
    expected: `${step.count === undefined ? '' : `${step.count} × `}${what}`,
    actual: instead(alike, { already, closed: error.closed?.code }),
    ...hidden(wanted, passed),
    ends: true,
  });
}

/** Whether a message has the name that is waited for. */
const isAlike = (item: Received, select: unknown): boolean =>
  item.message !== undefined && carries(item.message, select);

/** Faults of an object as a whole, which put none of its named members in the wrong. */
const BESIDE_MEMBERS = new Set(['additionalProperties', 'unevaluatedProperties', 'minProperties', 'maxProperties']);

/**
 * Whether a broken message may be the one that is waited for: every member that is not at fault is as
 * `select` wants it. Others of its kind may come from anybody at any time, and explain nothing.
 */
function couldBe(item: Received, select: unknown): boolean {
  if (item.faults.length === 0 || !isAlike(item, select)) return false;
  const wrong = item.faults.filter(({ keyword }) => !BESIDE_MEMBERS.has(keyword)).map(({ path }) => path);
  return match(select, item.value).mismatches.every((mismatch) =>
    wrong.some((path) => path === mismatch.path || mismatch.path.startsWith(`${path}/`)),
  );
}

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
function hidden({ run, select, step }: Wanted, items: Received[]): { hiddenBy?: string } {
  const broken = items.find((item) => couldBe(item, select) && hides(run, item.requirement, step.requirement));
  return broken?.requirement === undefined ? {} : { hiddenBy: broken.requirement };
}

/**
 * Whether a fault that `other` owns stands before `requirement`. A weaker sentence hides no stronger one:
 * a SHOULD no MUST, and one of ours, which not every subject follows, none that binds everybody.
 */
export function hides(run: ScenarioRun, other: string | undefined, requirement: string | undefined): boolean {
  if (other === undefined || other === requirement) return false;
  const weightOf = (id: string | undefined): number => {
    const row = run.environment.profile.requirements.find((candidate) => candidate.id === id);
    return row ? weight(row) : 0;
  };
  return weightOf(other) >= weightOf(requirement);
}

function weight({ level, basis }: Requirement): number {
  const strength = level.startsWith('MUST') ? 2 : level.startsWith('SHOULD') ? 1 : 0;
  return strength + (basis === 'proposed' ? 0 : 3);
}
