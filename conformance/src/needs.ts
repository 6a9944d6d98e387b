import type { Need } from './check.ts';
import { variableOf } from './identity.ts';

/** What the operator has given. */
export interface Given {
  identity(name: string): boolean;
  emit: boolean;
  /** Whether there is a project whose files the kit may change. */
  project: boolean;
  /** How time can pass. */
  clock: 'virtual' | 'real' | 'none';
  /** Whether the kit can start processes of the subject. */
  process: boolean;
  /** Whether there is a way to make the subject put its clients out. */
  kick?: boolean;
  /** Whether the manifest names this thing of the subject. */
  fixture?(name: string): boolean;
  capabilities: ReadonlySet<string>;
}

export interface Missing {
  outcome: 'untestable' | 'not-offered';
  reason: string;
}

/** Why a check cannot be played, naming what to provide; undefined when it can. */
export function missing(needs: readonly Need[], given: Given, context: { profile: string }): Missing | undefined {
  const absent = needs
    .filter((need) => need.startsWith('capability:'))
    .map((need) => need.slice('capability:'.length))
    .find((capability) => !given.capabilities.has(capability));
  if (absent !== undefined) {
    return {
      outcome: 'not-offered',
      reason: `the subject does not declare the capability ${absent} (profiles.${context.profile}.capabilities in its manifest, or --capability ${absent})`,
    };
  }
  const excluding = needs
    .filter((need) => need.startsWith('without:'))
    .map((need) => need.slice('without:'.length))
    .find((capability) => given.capabilities.has(capability));
  if (excluding !== undefined)
    return { outcome: 'not-offered', reason: `a server with the capability ${excluding} is not held to it` };
  const reasons = needs.flatMap((need) => lacking(need, given, context));
  return reasons.length === 0 ? undefined : { outcome: 'untestable', reason: reasons.join('; ') };
}

/** What to give where a need is named by one word, unless it is given. */
const PROVIDE: Record<string, { given(given: Given): boolean; reason: string }> = {
  emit: {
    given: ({ emit }) => emit,
    reason: 'it takes a way to make the subject send events: `emit` in its manifest (--subject)',
  },
  time: {
    given: ({ clock }) => clock !== 'none',
    reason: 'it takes minutes: add --slow to wait for them in real time, or give `control.clock` in its manifest',
  },
  project: {
    given: ({ project }) => project,
    reason: 'it takes a project whose files the kit may change: `project` in its manifest (--subject)',
  },
  process: {
    given: ({ process }) => process,
    reason: 'it takes a process that the kit may stop: `start` in its manifest (--subject), or --start',
  },
  kick: {
    given: ({ kick = false }) => kick,
    reason: 'it takes a way to make the subject put its clients out: `control.kick` in its manifest (--subject)',
  },
};

/** The name of the identity that a need asks for; undefined for other needs. */
export function identityNeeded(need: Need): string | undefined {
  if (need === 'identity') return 'first';
  if (need === 'second-identity') return 'second';
  return need.startsWith('identity:') ? need.slice('identity:'.length) : undefined;
}

function lacking(need: Need, given: Given, { profile }: { profile: string }): string[] {
  const plain = PROVIDE[need];
  if (plain) return plain.given(given) ? [] : [plain.reason];
  if (need.startsWith('fixture:')) {
    const fixture = need.slice('fixture:'.length);
    if (given.fixture?.(fixture)) return [];
    return [`it takes something that the subject has: \`profiles.${profile}.fixtures.${fixture}\` in its manifest`];
  }
  const name = identityNeeded(need);
  if (name === undefined || given.identity(name)) return [];
  return [`it takes the identity ${name}: set ${variableOf(name)}, or give \`identities.${name}\` in its manifest`];
}
