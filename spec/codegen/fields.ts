import { resolveRef } from './bundle.ts';
import { isObject } from './pointer.ts';

/** An object of a document whose members are not known yet. */
export type Fields = Record<string, unknown>;

/** The value as an object; an empty one when it is something else. */
export function fields(value: unknown): Fields {
  return isObject(value) ? value : {};
}

/** The value as text; empty when it is neither string nor number. */
export function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** The object, or the one that its `$ref` leads to. */
export function follow(document: Fields, value: unknown): Fields {
  const ref = text(fields(value).$ref);
  return ref ? fields(resolveRef(document, ref)) : fields(value);
}

/** The object's `x-agentwire`. */
export function facts(value: Fields): Fields {
  return fields(value['x-agentwire']);
}
