import type { Channel, Profile, Scenario } from '@agentwire/generated/model';
import { model } from '@agentwire/generated/model';
import { parametersOf } from '../src/address.ts';
import type { Decision } from '../src/check.ts';
import { noClock } from '../src/clock.ts';
import type { Environment } from '../src/environment.ts';
import { Identities } from '../src/identity.ts';
import { Judge } from '../src/judge.ts';
import { channelOf } from '../src/protocol.ts';
import { play } from '../src/scenario/interpreter.ts';
import type { Step } from '../src/scenario/step.ts';
import { Connection } from '../src/wire/connection.ts';
import { Transcript } from '../src/wire/transcript.ts';

const judge = new Judge(model);
const TIMEOUT_MS = 400;

export function profileNamed(id: string): Profile {
  const profile = model.profiles.find((candidate) => candidate.id === id);
  if (!profile) throw new Error(`no profile ${id}`);
  return profile;
}
export const channelNamed = (profile: string, id: string): Channel => channelOf(profileNamed(profile), id);

/** An environment in this process, whose every channel is at one address. */
export function environmentAt(profile: string, url: URL, more: Partial<Environment> = {}): Environment {
  return {
    profile: profileNamed(profile),
    judge,
    base: url,
    address: () => url,
    parameters: (channel) => parametersOf(channel, {}),
    guessed: () => [],
    httpRoot: url,
    identities: Identities.ofTokens({ first: 'token-of-the-first' }),
    clock: noClock,
    fixtures: {},
    timeoutMs: TIMEOUT_MS,
    seed: 1,
    runId: 'run',
    ...more,
  };
}

/** What the steps decide when they are played in this process. */
export async function decisionsOf(environment: Environment, steps: Step[]): Promise<Decision[]> {
  const scenario = { id: 'x', title: '', steps, requirements: [], source: 'x:1' } as unknown as Scenario;
  return (await play(scenario, environment)).decisions;
}

export function opened(channel: Channel, url: URL, headers: Record<string, string> = {}): Promise<Connection> {
  return Connection.open({
    name: 'alice',
    channel,
    handshake: { url, headers },
    judge,
    transcript: new Transcript(),
    answerPings: 'answer',
    timeoutMs: TIMEOUT_MS,
  });
}
