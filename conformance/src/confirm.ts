import type { Profile } from '@agentwire/generated/model';
import type { CheckOutcome, Decision } from './check.ts';
import { type Company, companyOf } from './company.ts';
import { type Look, Narrowing, type Replays } from './narrowing.ts';
import { byClarity, faultOf, type Sighting, sightingsIn } from './observed.ts';
import { counted } from './report/counted.ts';

export interface Confirming extends Replays {
  outcomes: readonly CheckOutcome[];
  profile(id: string): Profile;
}

/** So many of those that saw a fault are looked at more closely. */
const LOOKED_AT = 3;
/** With so many of those that ran beside it a check is to be played again that did not fail again here. */
const REPLAYED = 8;
/** So many checks are named in a sentence. */
const NAMED = 4;

/**
 * Plays what failed beside other checks once more alone, so that a fault hangs on the check that causes it and
 * its evidence holds nothing of others. What does not come again alone is tried with each of those that ran
 * beside it; what does not come again at all was still seen, stays red, and says so.
 * @returns an outcome for each that was given
 */
export async function confirm(options: Confirming): Promise<CheckOutcome[]> {
  const confirmation = new Confirmation(options);
  await confirmation.failures();
  await confirmation.sightings();
  return confirmation.outcomes();
}

class Confirmation {
  readonly #options: Confirming;
  readonly #company: Company;
  readonly #current: Map<string, CheckOutcome>;
  readonly #narrowing: Narrowing;
  /** Requirements that a check has shown broken while nothing ran beside it. */
  readonly #settled = new Set<string>();

  constructor(options: Confirming) {
    this.#options = options;
    this.#company = companyOf(options.outcomes.filter((outcome) => options.jobOf(outcome) !== undefined));
    this.#current = new Map(options.outcomes.map((outcome) => [outcome.check.id, outcome]));
    this.#narrowing = new Narrowing(options);
  }

  outcomes(): CheckOutcome[] {
    return [...this.#current.values()];
  }

  /** Failures that the steps of checks have found; one that comes again alone is enough for a requirement. */
  async failures(): Promise<void> {
    const failed = this.#options.outcomes.filter((outcome) => failures(outcome).length > 0);
    const [lonely, accompanied] = partition(failed, (outcome) => this.#company.beside(outcome).length === 0);
    for (const outcome of lonely) this.#confirmed(outcome);
    const left: CheckOutcome[] = [];
    for (const outcome of accompanied.filter((one) => this.#narrowing.isPlayable(one)).sort(byTelling)) {
      if (this.#isSettled(outcome)) continue;
      const [again] = (await this.#narrowing.play([outcome])) ?? [];
      if (again && repeats(again, outcome)) this.#confirmed(again);
      else if (again) left.push(outcome);
      else this.#tell(outcome, 'not played alone');
    }
    for (const outcome of left) if (!this.#isSettled(outcome)) await this.#inCompany(outcome);
  }

  #confirmed(outcome: CheckOutcome): void {
    this.#current.set(outcome.check.id, { ...outcome, alone: true });
    for (const { requirement } of failures(outcome)) this.#settled.add(requirement);
  }

  #isSettled(outcome: CheckOutcome): boolean {
    return failures(outcome).every(({ requirement }) => this.#settled.has(requirement));
  }

  /** Faults of received frames, each of which may have been caused by another check than the one that saw it. */
  async sightings(): Promise<void> {
    const all = [...this.#current.values()].flatMap(sightingsIn);
    for (const seen of Map.groupBy(all, faultOf).values()) {
      const [clearest] = seen;
      const { profile } = clearest?.outcome.check ?? {};
      if (!clearest || profile === undefined) continue;
      const ranked = byClarity(this.#options.profile(profile), seen);
      if (ranked.every((one) => this.#company.senders(one.outcome, atMs(one)).length === 0)) continue;
      await this.#trace(ranked);
    }
  }

  /** Looks for a check that shows a fault when it is played alone, then for those beside which it is seen. */
  async #trace(seen: readonly Sighting[]): Promise<void> {
    const [first] = seen as readonly [Sighting];
    const look: Look<Sighting> = (again) => again.flatMap(sightingsIn).find((one) => faultOf(one) === faultOf(first));
    const near = seen.slice(0, LOOKED_AT);
    const alone = near.map(({ outcome }) => [outcome]);
    const senders = new Set(near.flatMap((one) => this.#company.senders(one.outcome, atMs(one))));
    const groups = this.#narrowing.byJob([...senders]);
    const shown =
      (await this.#narrowing.find([...alone, ...groups], look)) ??
      (this.#narrowing.isPlayable(first.outcome)
        ? await this.#narrowing.find(groups, look, [first.outcome])
        : undefined);
    if (!shown) return this.#charge(told(first, unrepeated(this.#company.beside(first.outcome))), seen);
    const { found, played } = shown;
    this.#charge(played.length === 1 ? found : together(found, played), seen);
  }

  /** Leaves a fault with one of those that have seen it. */
  #charge(shown: Sighting, seen: readonly Sighting[]): void {
    for (const { outcome } of seen) {
      const current = this.#current.get(outcome.check.id) as CheckOutcome;
      const decisions = current.decisions.filter(
        (decision) => !decision.observed || faultOf({ decision, outcome }) !== faultOf(shown),
      );
      this.#current.set(outcome.check.id, { ...current, decisions });
    }
    const { check } = shown.outcome;
    const current = this.#current.get(check.id) as CheckOutcome;
    const times = seen.length === 1 ? '' : `, in ${counted(seen.length, 'check')}`;
    const decision = { ...shown.decision, reason: `${shown.decision.reason}${times}` };
    const own = repeats(shown.outcome, current) ? shown.outcome : current;
    const others = own.decisions.filter(({ observed }) => !observed);
    const kept = current.decisions.filter(({ observed }) => observed);
    this.#current.set(check.id, { ...shown.outcome, decisions: [...kept, decision, ...others] });
  }

  /** A failure that does not come again alone: with some of those that ran beside it, or not at all. */
  async #inCompany(outcome: CheckOutcome): Promise<void> {
    const beside = this.#company.beside(outcome);
    const look: Look<CheckOutcome> = (again) =>
      again.find((one) => one.check.id === outcome.check.id && repeats(one, outcome));
    const shown = await this.#narrowing.find(this.#narrowing.byJob(beside), look, [outcome]);
    if (!shown) return this.#tell(outcome, unrepeated(beside));
    const { found, played } = shown;
    const more = { ...withReason(found, `, ${onlyWith(outcome, played)}`), again: played.map(({ check }) => check) };
    this.#current.set(outcome.check.id, more);
  }

  #tell(outcome: CheckOutcome, why: string): void {
    const beside = this.#company
      .beside(outcome)
      .slice(0, REPLAYED)
      .map(({ check }) => check);
    this.#current.set(outcome.check.id, { ...withReason(outcome, `; ${why}`), again: [outcome.check, ...beside] });
  }
}

const idOf = ({ check }: CheckOutcome): string => check.id;

/** What the steps of a check have found broken; what they have seen on the way is traced by itself. */
const failures = ({ decisions }: CheckOutcome): Decision[] =>
  decisions.filter(({ outcome, observed }) => outcome === 'fail' && !observed);

/** A scenario tells more than a frame, and the shorter one more than the longer. */
const byTelling = (one: CheckOutcome, other: CheckOutcome): number =>
  Number(one.check.kind !== 'scenario') - Number(other.check.kind !== 'scenario') || one.durationMs - other.durationMs;

function partition<T>(items: readonly T[], is: (item: T) => boolean): [T[], T[]] {
  const { yes = [], no = [] } = Object.groupBy(items, (item) => (is(item) ? 'yes' : 'no'));
  return [yes, no];
}

const repeats = (now: CheckOutcome, before: CheckOutcome): boolean =>
  failures(before).every(({ requirement }) => failures(now).some((one) => one.requirement === requirement));

function withReason(outcome: CheckOutcome, more: string): CheckOutcome {
  const found = new Set(failures(outcome));
  const decisions = outcome.decisions.map((one) => (found.has(one) ? { ...one, reason: `${one.reason}${more}` } : one));
  return { ...outcome, decisions };
}

const told = ({ decision, outcome }: Sighting, why: string): Sighting => {
  const more = { ...decision, reason: `${decision.reason}; ${why}` };
  return {
    decision: more,
    outcome: { ...outcome, decisions: outcome.decisions.map((one) => (one === decision ? more : one)) },
  };
};

function together(shown: Sighting, played: readonly CheckOutcome[]): Sighting {
  const { decision, outcome } = told(shown, onlyWith(shown.outcome, played));
  return { decision, outcome: { ...outcome, again: played.map(({ check }) => check) } };
}

/** When the broken frame came, milliseconds of performance.now(). */
function atMs({ decision, outcome }: Sighting): number {
  const entry = outcome.transcript.find(({ event, fault }) => event === 'received' && fault === decision.expected);
  return (outcome.startedMs ?? 0) + (entry?.atMs ?? outcome.durationMs);
}

const onlyWith = ({ check }: CheckOutcome, played: readonly CheckOutcome[]): string =>
  `only with ${named(played.filter((one) => one.check.id !== check.id))} beside it`;

const unrepeated = (beside: readonly CheckOutcome[]): string =>
  beside.length === 0
    ? 'it did not come again'
    : `it did not come again alone, and came while ${named(beside)} ran beside it`;

function named(outcomes: readonly CheckOutcome[]): string {
  const left = outcomes.length - NAMED;
  return `${outcomes.slice(0, NAMED).map(idOf).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
