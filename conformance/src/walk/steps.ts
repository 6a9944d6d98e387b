import type { Channel, Profile } from '@agentwire/generated/model';
import type { DerivedCheck } from '../derive/derived-check.ts';
import { presents } from '../derive/outcome.ts';
import { isBarrierOpen, messageById } from '../protocol.ts';
import { shuffled } from '../shuffle.ts';

/** What a connection is to the server: one that has shown no credential yet, or one that has. */
export type State = 'pending' | 'authenticated';

/** One frame in one state: what the document says of it, and where it leads. */
export interface Step {
  check: DerivedCheck;
  from: State;
  to: State | 'closed';
}

/** The sentence that a request ahead of the credential is refused, and of which messages it speaks. */
const NOT_YET: Record<string, { requirement: string; names?: readonly string[] } | undefined> = {
  autosdlc: { requirement: 'autosdlc/authentication/subscribe-refused', names: ['subscribe'] },
  codex: { requirement: 'codex/authentication/request-refused' },
};

/** States in which a connection to a channel can begin, and in which the kit can tell what became of a frame. */
export function statesOf(channel: Channel): State[] {
  const { missing } = channel.facts.authentication ?? { missing: 'refuse' };
  return missing !== 'refuse' && isBarrierOpen(channel) ? ['authenticated', 'pending'] : ['authenticated'];
}

/** All steps of a profile's derived checks. */
export function stepsOf(profile: Profile, checks: readonly DerivedCheck[]): Step[] {
  return checks.flatMap((check) => [
    ...(presents(check) ? [] : [{ check, from: 'authenticated' as const, to: endOf(check, 'authenticated') }]),
    ...(statesOf(check.channel).includes('pending') ? pendingSteps(profile, check) : []),
  ]);
}

function pendingSteps(profile: Profile, check: DerivedCheck): Step[] {
  const { message, channel, expectation } = check;
  if (!message || expectation !== 'accepted') return [];
  const { barrier, authentication } = channel.facts;
  const open = authentication?.pendingMayUse ?? (barrier ? [messageById(channel, barrier.send).name] : []);
  if (open.includes(message.name))
    return [{ check, from: 'pending', to: presents(check) ? 'authenticated' : endOf(check, 'pending') }];
  const { requirement, names } = NOT_YET[profile.id] ?? {};
  const spoken = names ? names.includes(message.name) : message.replies.length > 0;
  if (requirement === undefined || !spoken) return [];
  const title = `${message.name} is refused ahead of the credential`;
  const refused: DerivedCheck = { ...check, title, requirements: [requirement], expectation: 'refused' };
  return [{ check: refused, from: 'pending', to: 'pending' }];
}

const endOf = ({ message, expectation }: DerivedCheck, state: State): Step['to'] =>
  message?.facts.closes === true && expectation === 'accepted' ? 'closed' : state;

/** A step for each message, state, outcome and requirement, as the seed decides. */
export function chosen(steps: readonly Step[], seed: number): Step[] {
  const taken = new Set<string>();
  return shuffled(steps, seed).filter(({ check, from }) => {
    const kind = `${check.channel.id} ${from} ${check.message?.id} ${check.expectation} ${check.requirements[0]}`;
    const isNew = !taken.has(kind);
    taken.add(kind);
    return isNew;
  });
}
