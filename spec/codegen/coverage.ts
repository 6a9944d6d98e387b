import { dirname, join } from 'node:path';
import type { Bundle } from './bundle.ts';
import type { Problem } from './problem.ts';
import { readList, readRequirements } from './requirements.ts';
import { schemaOwners } from './schema-owners.ts';
import type { Channel, Message, Model, Profile, Requirement } from './shape.ts';

/** What of the systems' own documents a profile holds. */
export interface Coverage {
  profile: string;
  messages: { indexed: number; present: number };
  behaviours: { indexed: number; covered: number; excused: number };
  /** Requirements by how they are decided. */
  requirements: { total: number; checked: number; excused: number; clientParty: number; unchecked: number };
  /** Requirements that no check decides, and why; those that bind clients are only counted. */
  excuses: { requirement: string; reason: string; note: string }[];
  problems: Problem[];
}

interface SeedIndex {
  messages: { profile: string; name: string; direction: string; id: string }[];
  behaviours: { id: string }[];
}

/**
 * Joins the seed index, the requirements, their checks and the excuses. A profile without scenarios is not
 * judged yet; its requirements without a check are counted and are no problem.
 */
export function coverage(bundle: Bundle, model: Model): Coverage[] {
  const { index, excuses } = readIndex(bundle);
  return model.profiles.map((profile) => {
    const prefix = `${profile.id.toUpperCase()}-`;
    const messages = index.messages.filter((entry) => entry.profile === profile.id);
    const behaviours = index.behaviours.filter(({ id }) => id.startsWith(prefix));
    const rows = readRequirements(bundle, profile.id);
    const covers = new Set(rows.flatMap(({ value }) => value.covers));
    const excusedBehaviours = new Set(excuses.map(({ value }) => value.behaviour));
    const checked = checkedRequirements(profile, model);
    const isChecked = ({ id }: Requirement) => checked.has(id);
    const requirements = profile.requirements;
    const everyMessage = profile.channels.flatMap((channel) => channel.messages);
    const absent = messages.filter((entry) => !everyMessage.some((message) => isEntry(message, entry)));
    const known = new Set(behaviours.map(({ id }) => id));
    const at = bundle.place([]);
    const problem = (message: string, place = at): Problem => ({ place, rule: 'coverage', message });
    return {
      profile: profile.id,
      messages: { indexed: messages.length, present: messages.length - absent.length },
      behaviours: {
        indexed: behaviours.length,
        covered: behaviours.filter(({ id }) => covers.has(id)).length,
        excused: behaviours.filter(({ id }) => !covers.has(id) && excusedBehaviours.has(id)).length,
      },
      requirements: {
        total: requirements.length,
        checked: requirements.filter((row) => !row.excused && isChecked(row)).length,
        excused: requirements.filter(({ excused }) => excused && excused.reason !== 'client-party').length,
        clientParty: requirements.filter(({ excused }) => excused?.reason === 'client-party').length,
        unchecked: requirements.filter((row) => !row.excused && !isChecked(row)).length,
      },
      excuses: requirements.flatMap(({ id, excused }) =>
        excused && excused.reason !== 'client-party' ? [{ requirement: id, ...excused }] : [],
      ),
      problems: [
        ...absent.map(({ id, direction }) =>
          problem(`message ${id}, ${direction}, of seed-index.yaml is not in the document`),
        ),
        ...behaviours
          .filter(({ id }) => !covers.has(id) && !excusedBehaviours.has(id))
          .map(({ id }) => problem(`${id} is covered by no requirement and not excused`)),
        ...rows.flatMap(({ value, place }) => [
          ...value.covers
            .filter((id) => !known.has(id))
            .map((id) => problem(`${value.id} covers ${id}, which seed-index.yaml does not list`, place(['covers']))),
          ...(value.excused && checked.has(value.id)
            ? [problem(`${value.id} is excused and has a check; drop one of them`, place(['id']))]
            : []),
          ...(profile.scenarios.length > 0 && !value.excused && !checked.has(value.id)
            ? [problem(`${value.id} has no check and no entry in excused.yaml`, place(['id']))]
            : []),
        ]),
      ],
    };
  });
}

function readIndex(bundle: Bundle) {
  const excuses = readList<{ requirement?: string; behaviour?: string }>(bundle, 'excused.yaml');
  const index = bundle.reader.read(join(dirname(bundle.rootFile), 'seed-index.yaml')).data as SeedIndex;
  return { excuses, index };
}

function isEntry(message: Message, entry: SeedIndex['messages'][number]): boolean {
  return message.id === entry.id && message.direction === entry.direction;
}

/** Transports on which checks are derived: those that clients send on. */
const SPOKEN = new Set<Channel['facts']['transport']>(['websocket', 'socketio']);

/** Requirements that a scenario decides, a check derived from the schemas of what clients send, or a stalled client. */
function checkedRequirements(profile: Profile, model: Model): Set<string> {
  const derived = ({ facts, messages }: Channel) => {
    if (!SPOKEN.has(facts.transport) || facts.role || !facts.refusal || !facts.barrier) return [];
    const { malformed, invalid, unknown, survives } = facts.requirements ?? {};
    const owners = messages.filter(({ direction }) => direction === 'client-to-server').map((message) => message.facts);
    return [malformed, invalid, unknown, survives, ...owners.map(({ requirement }) => requirement)].filter(
      (id) => id !== undefined,
    );
  };
  const ofCrowds = profile.channels.flatMap(({ facts }) => facts.requirements?.slowConsumer ?? []);
  return new Set([
    ...profile.scenarios.flatMap(({ requirements }) => requirements),
    ...profile.channels.flatMap(derived),
    ...ofCrowds,
    ...schemaOwners(model).map(({ requirement }) => requirement),
  ]);
}
