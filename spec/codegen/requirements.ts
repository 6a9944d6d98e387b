import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Bundle } from './bundle.ts';
import { isObject, type Segment } from './pointer.ts';
import type { Place } from './problem.ts';
import type { Requirement, Scenario } from './shape.ts';

/** An entry of a list file beside the document, with its place. */
export interface Listed<T> {
  value: T;
  place(path: readonly Segment[]): Place;
}

interface Excuse {
  requirement: string;
  reason: string;
  note: string;
}

/** Entries of a YAML list beside the root document; empty when there is no such file. */
export function readList<T>(bundle: Bundle, file: string): Listed<T>[] {
  const path = join(dirname(bundle.rootFile), file);
  if (!existsSync(path)) return [];
  const source = bundle.reader.read(path);
  if (!Array.isArray(source.data)) return [];
  return source.data.map((value: T, i) => ({ value, place: (inner) => source.place([i, ...inner]) }));
}

const clientParty = { reason: 'client-party', note: 'It binds a client; the kit judges servers.' };

/** The rows of a profile; what binds clients is excused without a word in excused.yaml. */
export function readRequirements(bundle: Bundle, profile: string): Listed<Requirement>[] {
  const excuses = readList<Excuse>(bundle, 'excused.yaml');
  return readList<Omit<Requirement, 'source'>>(bundle, `profiles/${profile}/requirements.yaml`).map(
    ({ value, place }) => {
      const excuse =
        value.party === 'client' ? clientParty : excuses.find((row) => row.value.requirement === value.id)?.value;
      return {
        value: {
          ...value,
          needs: value.needs ?? [],
          covers: value.covers ?? [],
          ...(excuse && { excused: { reason: excuse.reason, note: excuse.note } }),
          source: formatPlace(place([])),
        },
        place,
      };
    },
  );
}

export function scenarioFiles(bundle: Bundle, profile: string): string[] {
  const folder = `profiles/${profile}/scenarios`;
  const path = join(dirname(bundle.rootFile), folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `${folder}/${name}`);
}

export function readScenarios(bundle: Bundle, profile: string): Listed<Scenario>[] {
  return scenarioFiles(bundle, profile).flatMap((file) =>
    readList<Pick<Scenario, 'id' | 'title' | 'env' | 'steps'>>(bundle, file).map(({ value, place }) => ({
      value: {
        id: `${profile}/${value.id}`,
        title: value.title,
        ...(value.env && { env: value.env }),
        steps: value.steps,
        requirements: [...new Set(requirementsIn(value.steps))],
        source: formatPlace(place([])),
      },
      place,
    })),
  );
}

/** Requirement ids that steps decide, however deep. */
function requirementsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(requirementsIn);
  if (!isObject(value)) return [];
  const own = typeof value.requirement === 'string' ? [value.requirement] : [];
  const inner = [value.steps, value.assert].flatMap(requirementsIn);
  return [...own, ...inner];
}

export function formatPlace({ file, line }: Place): string {
  return `${file}:${line}`;
}
