import { isObject } from './pointer.ts';
import type { Model } from './shape.ts';

/** `x-agentwire.requirement` on schemas: the requirement that faults within hang on, in place of the message's own. */
export function schemaOwners({ schemas }: Pick<Model, 'schemas'>): { schema: string; requirement: string }[] {
  const within = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(within);
    if (!isObject(value)) return [];
    const marks = value['x-agentwire'];
    const own = isObject(marks) && typeof marks.requirement === 'string' ? [marks.requirement] : [];
    return [...own, ...Object.values(value).flatMap(within)];
  };
  return Object.entries(schemas).flatMap(([schema, value]) =>
    within(value).map((requirement) => ({ schema, requirement })),
  );
}
