/** Plain JSON values: tests, pointers, copies. */

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export type JsonType = 'string' | 'number' | 'boolean' | 'object' | 'array' | 'null';

export function typeOf(value: unknown): JsonType | 'undefined' {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value === undefined) return 'undefined';
  return typeof value as JsonType;
}

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

export const pointerPart = (key: string): string => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** The value at a JSON pointer; undefined where there is none. */
export function at(value: unknown, pointer: string): unknown {
  let here = value;
  for (const part of pointer.split('/').slice(1).map(unescaped)) {
    if (Array.isArray(here)) here = here[Number(part)];
    else if (isObject(here) && Object.hasOwn(here, part)) here = here[part];
    else return undefined;
  }
  return here;
}

/** A deep copy in which the value at a pointer is replaced, or removed when `next` is undefined; parents must exist. */
export function replaced<T>(value: T, pointer: string, next: unknown): T {
  if (pointer === '') return next as T;
  const copy = structuredClone(value);
  const parts = pointer.split('/').slice(1).map(unescaped);
  const last = parts.pop() as string;
  const parent = at(copy, parts.map(pointerPart).join(''));
  if (Array.isArray(parent)) {
    if (next === undefined) parent.splice(Number(last), 1);
    else parent[Number(last)] = next;
  } else if (isObject(parent)) {
    if (next === undefined) delete parent[last];
    else parent[last] = next;
  } else throw new Error(`no parent at ${pointer}`);
  return copy;
}

/** Equal as JSON, member order aside. */
export function same(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((value, index) => same(value, right[index]));
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && same(left[key], right[key]))
    );
  }
  return false;
}

/** One line of JSON for people, cut at `max` characters. */
export function brief(value: unknown, max = 400): string {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value));
  return text.length > max ? `${text.slice(0, max)}… (${text.length} characters)` : text;
}
