import type { Profile } from '@agentwire/generated/model';
import { EXIT, ExitError } from '../exit.ts';
import { type Identities, variableOf } from '../identity.ts';
import type { Job } from '../job.ts';
import { LagMeter } from '../lag.ts';
import { missing } from '../needs.ts';
import { counted } from '../report/counted.ts';
import { printable } from '../report/printable.ts';
import { runJobs } from '../runner.ts';
import type { Target } from '../target.ts';
import type { TestFlags } from './flags.ts';
import { givenTo, type Prepared, prepare } from './prepared.ts';

/** `mend`: nothing sensible can be judged before; `lacks`: some things stay open; `well`. */
type State = 'well' | 'lacks' | 'mend';

interface Finding {
  about: string;
  state: State;
  text: string;
}

/** A server whose clock differs by more refuses good tokens or takes bad ones, seconds. */
const MOST_SKEW_S = 60;
const REQUEST_MS = 5_000;

/**
 * Looks at everything that a run rests on, without judging: 0 when a run can begin, otherwise the code
 * with which it would end.
 */
export async function doctor(flags: TestFlags): Promise<number> {
  tell({ about: 'node', state: 'well', text: `${process.versions.node}, ${process.platform} ${process.arch}` });
  let target: Target | undefined;
  try {
    const prepared = await prepare(flags);
    const { model, profiles, planned, identities, redactor } = prepared;
    const say = (finding: Finding): Finding => tell(redactor.deep(finding));
    say({
      about: 'document',
      state: 'well',
      text: `${model.title} ${model.version}, ${profiles.map(({ id }) => id).join(', ')}`,
    });
    const found = [...tokens(identities)].map(say);
    target = await prepared.reach();
    for (const profile of profiles)
      found.push(say({ about: 'reach', state: 'well', text: `${profile.id} at ${target.addressOf(profile)}` }));
    found.push(say(await skew(target)), ...(await controlClock(target, profiles)).map(say));
    for (const finding of await credentials(prepared, target)) found.push(say(finding));
    for (const profile of profiles) {
      found.push(...capabilities(profile, target).map(say));
      found.push(...left(profile, planned, { target, identities }).map(say));
    }
    return conclude(found.find(({ state }) => state === 'mend'));
  } catch (error) {
    if (!(error instanceof ExitError) || error.code === EXIT.kit) throw error;
    const about = error.code === EXIT.unreachable ? 'reach' : 'given';
    conclude(tell({ about, state: 'mend', text: error.message }));
    return error.code;
  } finally {
    await target?.release();
  }
}

function tell(finding: Finding): Finding {
  const { about, state, text } = printable(finding);
  process.stdout.write(`${state.padEnd(6)}${about.padEnd(13)}${text}\n`);
  return finding;
}

function conclude(first: Finding | undefined): number {
  process.stdout.write(
    first ? `\nmend first: ${first.about}: ${printable(first.text)}\n` : '\na run can begin: replace doctor by test\n',
  );
  return first ? EXIT.failed : EXIT.ok;
}

/** What the tokens say of themselves, as far as they are JWTs. */
function tokens(identities: Identities): Finding[] {
  if (!identities.has('first')) {
    const text = `no identity first: set ${variableOf('first')}, or give identities.first in a manifest`;
    return [{ about: 'credentials', state: 'lacks', text }];
  }
  return ['first', 'second']
    .filter((name) => identities.has(name))
    .map((name): Finding => {
      const expiresAt = expiryOf(identities.token(name));
      if (expiresAt === undefined || expiresAt.getTime() > Date.now())
        return { about: 'credentials', state: 'well', text: `${name} is given` };
      const text = `the token of ${name} expired at ${expiresAt.toISOString()}; get a new one`;
      return { about: 'credentials', state: 'mend', text };
    });
}

/** When a JWT expires; undefined for other tokens. */
function expiryOf(token: string): Date | undefined {
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return typeof claims.exp === 'number' ? new Date(claims.exp * 1_000) : undefined;
  } catch {
    return undefined;
  }
}

/** How far the subject's clock is from this machine's, by the Date of its HTTP answer. */
async function skew({ root }: Target): Promise<Finding> {
  const url = new URL(root);
  url.protocol = url.protocol.replace('ws', 'http');
  const about = 'clock';
  try {
    const { headers } = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(REQUEST_MS) });
    const date = headers.get('date');
    if (date === null) return { about, state: 'well', text: 'the subject does not tell its time' };
    const seconds = Math.round((Date.parse(date) - Date.now()) / 1_000);
    if (Math.abs(seconds) <= MOST_SKEW_S) return { about, state: 'well', text: 'the subject has the same time' };
    const text = `the subject is ${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead'}; set one of the two clocks`;
    return { about, state: 'mend', text };
  } catch {
    return { about, state: 'well', text: 'the subject answers no plain HTTP, so its time is not known' };
  }
}

async function controlClock(target: Target, profiles: readonly Profile[]): Promise<Finding[]> {
  const [profile] = profiles;
  if (target.clock !== 'virtual' || !profile) return [];
  try {
    await target.environment(profile).clock.elapse(1);
    return [{ about: 'clock', state: 'well', text: 'the control verb moves it' }];
  } catch (error) {
    return [{ about: 'clock', state: 'mend', text: (error as Error).message }];
  }
}

/** Whether the first identity is accepted, by the checks that go before all others in a run. */
async function credentials({ planned, profiles, identities }: Prepared, target: Target): Promise<Finding[]> {
  const given = givenTo(target, identities);
  const gates = planned.filter(
    ({ phase, checks }) => phase === 'gate' && checks.every(({ needs }) => needs.every((need) => need === 'identity')),
  );
  const lag = new LagMeter();
  try {
    const { outcomes } = await runJobs({
      jobs: gates,
      given,
      profile: (id) => profiles.find((profile) => profile.id === id) as Profile,
      lag,
      workers: 1,
      seed: 1,
      life: target,
      environment: async (job) => ({ environment: target.environmentOf(job.profile), release: async () => {} }),
    });
    return outcomes.map(({ check, decisions }): Finding => {
      const wrong = decisions.find(
        ({ outcome, observed }) => !observed && outcome !== 'pass' && outcome !== 'pass-non-strict',
      );
      const about = 'credentials';
      if (!wrong) return { about, state: 'well', text: `${check.profile} accepts first` };
      const detail = [
        wrong.reason,
        wrong.expected && `expected ${wrong.expected}`,
        wrong.actual && `actual ${wrong.actual}`,
      ];
      const state = identities.has('first') ? 'mend' : 'lacks';
      return { about, state, text: `${check.id}: ${detail.filter(Boolean).join(', ')}` };
    });
  } finally {
    lag.stop();
  }
}

function capabilities(profile: Profile, target: Target): Finding[] {
  const known = profile.requirements
    .flatMap(({ needs }) => needs)
    .filter((need) => need.startsWith('capability:'))
    .map((need) => need.slice('capability:'.length));
  const declared = target.capabilities(profile.id);
  const absent = [...new Set(known)].filter((name) => !declared.has(name));
  const has = declared.size === 0 ? 'declares no optional part' : `declares ${[...declared].join(', ')}`;
  const could = absent.length === 0 ? '' : `; not judged: ${absent.join(', ')} (--capability NAME)`;
  return [{ about: 'capabilities', state: 'well', text: `${profile.id} ${has}${could}` }];
}

/** What stays open for want of something, gathered by what is missing. */
function left(
  profile: Profile,
  planned: readonly Job[],
  { target, identities }: { target: Target; identities: Identities },
): Finding[] {
  const given = givenTo(target, identities)(profile.id);
  const open = planned
    .filter((job) => job.profile === profile.id)
    .flatMap(({ checks }) => checks)
    .flatMap((check) => {
      const lacking = missing(check.needs, given, { profile: profile.id });
      return lacking?.outcome === 'untestable' ? [lacking.reason] : [];
    });
  return [...Map.groupBy(open, (reason) => reason)].map(([reason, members]) => ({
    about: 'open',
    state: 'lacks',
    text: `${profile.id}, ${counted(members.length, 'check')}: ${reason}`,
  }));
}
