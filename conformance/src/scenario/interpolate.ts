import { randomUUID } from 'node:crypto';
import { isObject } from '../json.ts';

const HOLE = /\$\{([^}]+)\}/g;
const ONLY_HOLE = /^\$\{([^}]+)\}$/;

/** A name in a `${…}` that stands for nothing. */
export class Unknown extends Error {
  constructor(path: string) {
    super(`\${${path}} has no value`);
    this.name = 'Unknown';
  }
}

/**
 * Fills `${…}` in every text of a value. Text that is one hole becomes the value itself, whatever its
 * type. `uuid` is fresh at every use; `text.900` is so many characters, `text.NAME` as many as that number.
 * @throws Unknown
 */
export function interpolate<T>(value: T, scope: (name: string) => unknown): T {
  const find = (path: string): unknown => {
    if (path === 'uuid') return randomUUID();
    if (path.startsWith('text.')) return 'x'.repeat(lengthAt(path.slice('text.'.length)));
    const [first = '', ...rest] = path.split('.');
    let here = scope(first);
    for (const part of rest) {
      if (Array.isArray(here)) here = here[Number(part)];
      else here = isObject(here) && Object.hasOwn(here, part) ? here[part] : undefined;
    }
    if (here === undefined) throw new Unknown(path);
    return here;
  };
  const lengthAt = (path: string): number => (/^\d+$/.test(path) ? Number(path) : Number(find(path)));
  const walk = (item: unknown): unknown => {
    if (typeof item === 'string') {
      const only = ONLY_HOLE.exec(item);
      if (only) return find(only[1] as string);
      return item.replace(HOLE, (_, path: string) => {
        const found = find(path);
        return typeof found === 'string' ? found : JSON.stringify(found);
      });
    }
    if (Array.isArray(item)) return item.map(walk);
    if (!isObject(item)) return item;
    return Object.fromEntries(Object.entries(item).map(([key, member]) => [interpolateKey(key, find), walk(member)]));
  };
  return walk(value) as T;
}

function interpolateKey(key: string, find: (path: string) => unknown): string {
  return key.replace(HOLE, (_, path: string) => String(find(path)));
}
