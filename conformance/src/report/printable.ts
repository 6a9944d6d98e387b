import { isObject } from '../json.ts';

const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const isControl = (code: number): boolean => code < 0x20 || (code >= 0x7f && code <= 0x9f);

function spelt(character: string): string {
  const code = character.charCodeAt(0);
  return isControl(code) ? (SHORT[character] ?? `\\x${code.toString(16).padStart(2, '0')}`) : character;
}

/** A copy in which control characters are spelt out, so that what a subject sends cannot steer a terminal. */
export function printable<T>(value: T): T {
  if (typeof value === 'string') return value.split('').map(spelt).join('') as T;
  if (Array.isArray(value)) return value.map(printable) as T;
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, printable(item)])) as T;
}
