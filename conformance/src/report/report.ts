import type { Model, Profile, Requirement } from '@agentwire/generated/model';
import { type CheckOutcome, type CheckPlan, type Decision, type Tier, tierOf } from '../check.ts';
import { observation, withoutObserved } from '../observed.ts';
import { counts, type ProfileSummary, summarise } from '../summary.ts';
import type { Ended } from '../survival.ts';
import { SEVERITY, type Verdict, verdictOf, worst } from '../verdict.ts';
import type { Entry } from '../wire/transcript.ts';

/** The canonical result of a run; every other report is a function of it. */
export interface Report {
  reportVersion: 1;
  kit: { name: string; version: string };
  document: { title: string; version: string };
  subject: { name: string; url: string; follows: boolean };
  run: RunFacts;
  profiles: ProfileSummary[];
  requirements: RequirementReport[];
  checks: CheckReport[];
  /** Every time the subject ended by itself. */
  ended: Ended[];
  /** What the reader must know about the run as a whole. */
  notes: string[];
  /** Entries of the baseline that are wrong by now, in sentences. */
  baseline: { problems: string[] };
  /** How the subject was given, so that a check can be played again. */
  given: GivenSubject;
}

/** Options of the command line that say what is judged; paths are as they were written. */
export interface GivenSubject {
  url?: string;
  subject?: string;
  start?: string;
  ready?: string;
  spec?: string;
  capability?: string[];
  parameter?: string[];
  slow?: boolean;
  timeout?: number;
}

/** Why a broken requirement is accepted. */
export interface Accepted {
  /** What it is without the baseline. */
  verdict: Verdict;
  reason: string;
  issue?: string;
  /** Last day, `2026-01-31`. */
  expires: string;
}

export interface RunFacts {
  startedAt: string;
  durationMs: number;
  seed: number;
  workers: number;
  /** How time passed for the subject: by its control verb, really, or not at all. */
  clock: 'virtual' | 'real' | 'none';
  strict: boolean;
  node: string;
  platform: string;
  /** Whether --only or --skip left something out. */
  partial: boolean;
  exitCode: number;
}

export interface RequirementReport {
  id: string;
  profile: string;
  /** Second part of the id. */
  topic: string;
  level: Requirement['level'];
  text: string;
  basis: Requirement['basis'];
  note?: string;
  /** Place in the document. */
  source: string;
  tier: Tier;
  needs: string[];
  verdict: Verdict;
  /** Why it is not a plain pass. */
  reason: string;
  /** Whether it counts among the applicable MUSTs. */
  counts: boolean;
  accepted?: Accepted;
  /** Checks that decided it, the worst first. */
  checks: { id: string; verdict: Verdict }[];
}

export interface DecisionReport extends Omit<Decision, 'outcome'> {
  verdict: Verdict;
}

export interface CheckReport extends CheckPlan {
  tier: Tier;
  verdict: Verdict;
  decisions: DecisionReport[];
  transcript: Entry[];
  durationMs: number;
  /** Whether what it found broken was found while nothing ran beside it. */
  alone?: boolean;
  /** Checks to play in order to see it again: another one for what was seen on the way, several where one is not enough. */
  replays: string[];
  /** Command that does so. */
  again: string;
}

export interface JudgedProfile {
  profile: Profile;
  url: string;
  /** What the document leaves open, in sentences; a server is not called conformant to what is not said. */
  open: string[];
}

export interface BuildOptions {
  model: Model;
  profiles: JudgedProfile[];
  outcomes: readonly CheckOutcome[];
  /** Requirements that the operator selected; all others are left out. */
  selected: (requirement: Requirement) => boolean;
  subject: Report['subject'];
  /** Capabilities that the subject declares, by profile. */
  capabilities: (profile: string) => ReadonlySet<string>;
  run: Omit<RunFacts, 'exitCode'>;
  version: string;
  ended: Ended[];
  notes: string[];
  given: GivenSubject;
  again: (checks: readonly CheckPlan[]) => string;
}

export function buildReport(options: BuildOptions): Report {
  const { profiles, outcomes, subject, selected } = options;
  const all = new Map(
    profiles.flatMap(({ profile }) => profile.requirements.map((requirement) => [requirement.id, requirement])),
  );
  const observed = profiles.flatMap(({ profile }) => observation(profile, outcomes));
  const checks = [...outcomes.map(withoutObserved), ...observed]
    .map((outcome) => checkReport(outcome, all, options))
    .sort((left, right) => left.id.localeCompare(right.id));
  const byRequirement = Map.groupBy(
    checks.flatMap((check) => check.decisions.map((decision) => ({ check, decision }))),
    ({ decision }) => decision.requirement,
  );
  const requirements = profiles.flatMap(({ profile }) =>
    profile.requirements
      .filter((requirement) => requirement.party === 'server' && selected(requirement))
      .map((requirement) => requirementReport(requirement, profile, byRequirement.get(requirement.id) ?? [], subject)),
  );
  const summaries = profiles.map(({ profile, url, open }): ProfileSummary => {
    const judged = requirements
      .filter((one) => one.profile === profile.id)
      .map((one) => ({ requirement: all.get(one.id) as Requirement, verdict: one.verdict }));
    const summary = summarise({ id: profile.id, title: profile.title, url }, judged, subject);
    return { ...summary, conformant: summary.conformant && open.length === 0 };
  });
  return {
    reportVersion: 1,
    kit: { name: 'agentwire-conformance', version: options.version },
    document: { title: options.model.title, version: options.model.version },
    subject,
    run: { ...options.run, exitCode: 0 },
    profiles: summaries,
    requirements,
    checks,
    ended: options.ended,
    notes: [...options.notes, ...profiles.flatMap(({ open }) => open)],
    baseline: { problems: [] },
    given: options.given,
  };
}

function checkReport(outcome: CheckOutcome, all: Map<string, Requirement>, options: BuildOptions): CheckReport {
  const { id, title, profile, kind, source, requirements, needs } = outcome.check;
  const { transcript, durationMs, alone, again = [outcome.check] } = outcome;
  const capabilities = new Set(needs.filter((need) => need.startsWith('capability:')));
  const decisions = outcome.decisions.flatMap((decision): DecisionReport[] => {
    const requirement = all.get(decision.requirement);
    if (!requirement) return [];
    const { outcome: raw, ...rest } = decision;
    const absent = undeclared(requirement, options.capabilities(profile));
    if (absent !== undefined && raw !== 'not-offered') {
      const reason = `the subject does not declare the capability ${absent}`;
      return [{ requirement: requirement.id, verdict: 'NOT_APPLICABLE', reason }];
    }
    return [{ ...rest, verdict: verdictOf(raw, requirement, options.subject) }];
  });
  return {
    id,
    title,
    profile,
    kind,
    source,
    requirements,
    needs: [...needs.filter((need) => !capabilities.has(need)), ...capabilities],
    tier: tierOf(needs),
    verdict: worst(decisions.map((decision) => decision.verdict)) ?? 'UNTESTABLE',
    decisions,
    transcript,
    durationMs,
    ...(alone ? { alone } : {}),
    replays: again.map((check) => check.id),
    again: options.again(again),
  };
}

/** A capability that a requirement is about and the subject does not declare. */
function undeclared(requirement: Requirement, declared: ReadonlySet<string>): string | undefined {
  return requirement.needs
    .filter((need) => need.startsWith('capability:'))
    .map((need) => need.slice('capability:'.length))
    .find((capability) => !declared.has(capability));
}

function requirementReport(
  requirement: Requirement,
  profile: Profile,
  decided: { check: CheckReport; decision: DecisionReport }[],
  subject: { follows: boolean },
): RequirementReport {
  const counted = withoutUnmetExtras(requirement, decided);
  const verdict = verdictFor(requirement, counted);
  const reasons = counted.filter(({ decision }) => decision.verdict === verdict).map(({ decision }) => decision.reason);
  const perCheck = [...Map.groupBy(decided, ({ check }) => check.id)].map(([id, group]) => ({
    id,
    verdict: worst(group.map(({ decision }) => decision.verdict)) as Verdict,
  }));
  const { excused } = requirement;
  return {
    id: requirement.id,
    profile: profile.id,
    topic: requirement.id.split('/')[1] ?? '',
    level: requirement.level,
    text: requirement.text,
    basis: requirement.basis,
    ...(requirement.note === undefined ? {} : { note: requirement.note }),
    source: requirement.source,
    tier: tierOf(requirement.needs),
    needs: requirement.needs,
    verdict,
    reason: excused
      ? `${excused.reason}: ${excused.note}`
      : (reasons.find((reason) => reason !== '') ?? (decided.length === 0 ? 'no check decides it' : '')),
    counts: counts({ requirement, verdict }, subject),
    checks: perCheck.sort((left, right) => rank(left.verdict) - rank(right.verdict) || left.id.localeCompare(right.id)),
  };
}

const rank = (verdict: Verdict): number => SEVERITY.indexOf(verdict);

/**
 * A requirement's needs say what deciding it takes. A check that takes more goes deeper where more is
 * given; that it could not run leaves the requirement decided by the others.
 */
function withoutUnmetExtras<T extends { check: CheckReport; decision: DecisionReport }>(
  requirement: Requirement,
  decided: T[],
): T[] {
  const extra = ({ check }: T): boolean => check.needs.some((need) => !requirement.needs.includes(need));
  const counted = decided.filter(
    (one) => !(one.decision.verdict === 'UNTESTABLE' && one.check.transcript.length === 0 && extra(one)),
  );
  return counted.length > 0 ? counted : decided;
}

function verdictFor(requirement: Requirement, decided: { decision: DecisionReport }[]): Verdict {
  return (
    worst(decided.map(({ decision }) => decision.verdict)) ?? (requirement.excused ? 'NOT_APPLICABLE' : 'UNTESTABLE')
  );
}
