import type { JsonSchema, Message } from '@agentwire/generated/model';
import { replaced } from '../json.ts';
import { completed, guesses, type Instance, instances } from './instances.ts';
import { branchesOf, marks, type Place, places, resolved, type WalkOptions } from './places.ts';

/**
 * A valid instance that only a schema vouches for: it takes an alternative that no example takes, or names what
 * only the server knows. A server need not accept it, so nothing but faults is made of it.
 */
export interface Alternative extends Instance {
  /** The instance of an example beside it, which a server accepts. */
  accepted: unknown;
}

/** One for each alternative that the message's instances leave out, and one for each example with known names. */
export function alternatives(message: Message, bases: readonly Instance[], options: WalkOptions): Alternative[] {
  const schema: JsonSchema = { $ref: `#/schemas/${message.schema}` };
  const valid = (value: unknown): boolean => options.judge.faults(message.schema, value).length === 0;
  const at = (value: unknown): Place[] => places(schema, value, options);
  const taken = new Set(bases.flatMap(({ value }) => at(value).map(({ schemaPath }) => schemaPath)));
  const waiting: Alternative[] = bases.map((base) => ({ ...base, accepted: base.value }));
  const found: Alternative[] = [];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { value: from, accepted, name } = next;
    for (const place of at(from)) {
      for (const [path, branch] of branches(place, options).filter(([path]) => !taken.has(path))) {
        const holds = (guess: unknown): boolean => options.judge.faultsOf(branch, guess).length === 0;
        const value = guesses(branch, options)
          .filter(holds)
          .map((guess) => replaced(from, place.path, guess))
          .find(valid);
        if (value === undefined) continue;
        const made = { name: `${name}, other ${place.path}`, value: completed(message, value, options), accepted };
        for (const { schemaPath } of at(made.value)) taken.add(schemaPath);
        taken.add(path);
        found.push(made);
        waiting.push(made);
      }
    }
  }
  return [...found, ...knowing(message, options).filter(({ value }) => valid(value))];
}

/** The alternatives of a place that are not only tolerated, each with its own place. */
const branches = ({ schema, schemaPath }: Place, { schemas }: WalkOptions): [string, JsonSchema][] =>
  [...branchesOf(schema, 'anyOf'), ...branchesOf(schema, 'oneOf')]
    .filter(([, branch]) => !marks(resolved(branch, schemas) ?? {}).tolerated)
    .map(([below, branch]) => [schemaPath + below, branch]);

/** Examples as they are written, with names that only the server knows. */
function knowing(message: Message, options: WalkOptions): Alternative[] {
  if ((message.facts.known ?? []).length === 0) return [];
  const bases = instances(message, options);
  return message.examples.flatMap(({ name, payload }) => {
    const base = bases.find((one) => one.name === name);
    return base ? [{ name, value: payload, accepted: base.value }] : [];
  });
}
