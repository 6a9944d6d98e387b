import type { Channel } from '@agentwire/generated/model';
import type { CheckPlan, CheckResult, Decision } from '../check.ts';
import { openClient } from '../client.ts';
import type { Environment } from '../environment.ts';
import type { Job, Phase } from '../job.ts';
import { brief } from '../json.ts';
import { observe } from '../observation.ts';
import { type Connection, NotCome, type Received } from '../wire/connection.ts';
import { Refused } from '../wire/link.ts';
import { Transcript } from '../wire/transcript.ts';

/** Wrong things that are told. */
const TOLD = 3;

class EmitFailed extends Error {}

/** The connections of one check and what it has decided. */
export class Crowd {
  readonly environment: Environment;
  readonly channel: Channel;
  readonly transcript = new Transcript();
  readonly decisions: Decision[] = [];
  /** What the check is doing, for people. */
  place = '';
  readonly #open: Connection[] = [];

  constructor(environment: Environment, channel: Channel) {
    this.environment = environment;
    this.channel = channel;
  }

  /**
   * A connection of the first identity, open until the check ends.
   * @throws Refused, NotCome
   */
  async connect(name: string, onReceived: (received: Received) => void = () => {}): Promise<Connection> {
    const { environment, channel, transcript, decisions } = this;
    const connection = await openClient(name, {
      environment,
      channel,
      as: 'first',
      transcript,
      onReceived: (received) => {
        observe(decisions, received, this.place);
        onReceived(received);
      },
    });
    this.#open.push(connection);
    return connection;
  }

  /** Makes the subject send an event. */
  async emit(message: unknown): Promise<void> {
    const { emit, identities, profile } = this.environment;
    if (!emit) throw new Error('no way to emit');
    this.transcript.note(`emit as publisher: ${brief(message, 200)}`);
    const token = identities.has('publisher') ? { token: identities.token('publisher') } : {};
    await emit({ profile: profile.id, message, ...token }).catch((error: Error) => {
      throw new EmitFailed(error.message);
    });
  }

  /** Holds what was found wrong against a requirement: nothing is a pass. */
  decide(requirement: string, found: { wrong: readonly string[]; reason: string; expected: string }): void {
    const { wrong, reason, expected } = found;
    const actual = wrong.slice(0, TOLD).join('; ') + (wrong.length > TOLD ? ` and ${wrong.length - TOLD} more` : '');
    this.decisions.push({
      requirement,
      at: this.place,
      ...(wrong.length === 0 ? { outcome: 'pass', reason: '' } : { outcome: 'fail', reason, expected, actual }),
    });
  }

  /** What an error of the check's own means leaves of a requirement. @throws for a fault of the kit */
  leaveOpen(requirement: string, error: unknown): void {
    this.decisions.push({ requirement, ...undecided(error), at: this.place });
  }

  async end(): Promise<void> {
    await Promise.all(this.#open.map((connection) => connection.end()));
  }
}

function undecided(error: unknown): Pick<Decision, 'outcome' | 'reason'> {
  if (error instanceof Refused && error.status === 0)
    return { outcome: 'inconclusive', reason: `the subject cannot be reached: ${error.message}` };
  if (error instanceof Refused || error instanceof NotCome || error instanceof EmitFailed)
    return { outcome: 'untestable', reason: error.message };
  throw error;
}

export interface CrowdOptions {
  check: Omit<CheckPlan, 'kind' | 'source' | 'profile'>;
  channel: Channel;
  profile: string;
  limitMs: number;
  phase?: Phase;
  /** Decides the check's requirements; those that it has left open when it throws are not decided. */
  play(crowd: Crowd): Promise<void>;
}

/** A check of many clients as a job of its own. */
export function crowdJob({ check, channel, profile, limitMs, phase = 'parallel', play }: CrowdOptions): Job {
  const plan: CheckPlan = { ...check, profile, kind: 'crowd', source: channel.source };
  const job: Job = {
    profile,
    checks: [plan],
    phase,
    locks: [],
    ownProcess: false,
    limitMs,
    run: async (environment) => new Map([[plan.id, await played(new Crowd(environment, channel), plan, play)]]),
    only: () => job,
  };
  return job;
}

async function played(crowd: Crowd, plan: CheckPlan, play: CrowdOptions['play']): Promise<CheckResult> {
  const { decisions, transcript } = crowd;
  try {
    await play(crowd);
  } catch (error) {
    const open = plan.requirements.filter((id) => !decisions.some(({ requirement }) => requirement === id));
    for (const requirement of open) crowd.leaveOpen(requirement, error);
  } finally {
    await crowd.end();
  }
  return { decisions, transcript: transcript.entries(), startedMs: transcript.startedMs };
}
