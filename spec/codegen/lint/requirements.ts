import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import type { Bundle } from '../bundle.ts';
import { parsePointer, type Segment } from '../pointer.ts';
import type { Place, Problem } from '../problem.ts';
import { readList, readRequirements, readScenarios, scenarioFiles } from '../requirements.ts';
import type { Model } from '../shape.ts';

/** Requirement and scenario files keep their schemas, ids are unique, and what they name exists. */
export function requirements(bundle: Bundle, model: Model): Problem[] {
  const ajv = new Ajv({ allErrors: false, strict: false });
  const requirementSchema = ajv.compile(readSchema('requirement.schema.json'));
  const scenarioSchema = ajv.compile(readSchema('scenario.schema.json'));
  return model.profiles.flatMap(({ id: profile }) => {
    const ids = new Set(model.profiles.flatMap((other) => other.requirements.map(({ id }) => id)));
    const rows = readList<unknown>(bundle, `profiles/${profile}/requirements.yaml`);
    const files = scenarioFiles(bundle, profile).flatMap((file) => readList<unknown>(bundle, file));
    const scenarios = readScenarios(bundle, profile);
    return [
      ...rows.flatMap(({ value, place }) => breaches(requirementSchema, value, place, 'requirement')),
      ...files.flatMap(({ value, place }) => breaches(scenarioSchema, value, place, 'scenario')),
      ...duplicates(readRequirements(bundle, profile), 'requirement'),
      ...duplicates(scenarios, 'scenario'),
      ...readRequirements(bundle, profile)
        .filter(({ value }) => !value.id.startsWith(`${profile}/`))
        .map(({ value, place }) => problem(place(['id']), 'requirement', `${value.id} must begin with ${profile}/`)),
      ...scenarios.flatMap(({ value, place }) =>
        value.requirements
          .filter((id) => !ids.has(id))
          .map((id) => problem(place(['id']), 'scenario', `${value.id} names ${id}, which is no requirement`)),
      ),
    ];
  });
}

function breaches(
  validate: ValidateFunction,
  value: unknown,
  place: (path: Segment[]) => Place,
  rule: string,
): Problem[] {
  if (validate([value])) return [];
  const [error] = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'oneOf' && keyword !== 'required');
  const worst = error ?? validate.errors?.[0];
  const inner = parsePointer(worst?.instancePath ?? '').slice(1);
  const extra = worst?.params.additionalProperty ? `: ${worst.params.additionalProperty}` : '';
  return [problem(place(inner), rule, `${inner.join('.') || 'the entry'} ${worst?.message}${extra}`)];
}

function duplicates(
  entries: readonly { value: { id: string }; place: (path: Segment[]) => Place }[],
  rule: string,
): Problem[] {
  const seen = new Set<string>();
  return entries.flatMap(({ value: { id }, place }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [problem(place(['id']), rule, `${id} is used twice`)];
  });
}

function problem(place: Place, rule: string, message: string): Problem {
  return { place, rule, message };
}

function readSchema(name: string) {
  return JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
}
