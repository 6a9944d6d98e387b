import { randomUUID } from 'node:crypto';

let last = Date.now();

/** A whole number that this run has not had before; it reads as milliseconds since the epoch. */
export function freshNumber(): number {
  last = Math.max(last + 1, Date.now());
  return last;
}

/** A value of the same JSON type that this run has not had before; only numbers and texts can be fresh. */
export function fresh(value: unknown): unknown {
  if (typeof value === 'number') return freshNumber();
  return typeof value === 'string' ? randomUUID() : value;
}
