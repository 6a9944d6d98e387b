import { isObject } from './pointer.ts';
import type { JsonSchema } from './shape.ts';

/** Names of all schemas that the given ones reach by reference, the given ones included, in the document's order. */
export function reachable(schemas: Record<string, JsonSchema>, names: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isObject(value)) {
      if (typeof value.$ref === 'string') add(value.$ref.slice('#/schemas/'.length));
      for (const member of Object.values(value)) visit(member);
    }
  };
  const add = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    visit(schemas[name]);
  };
  names.forEach(add);
  return Object.keys(schemas).filter((name) => found.has(name));
}
