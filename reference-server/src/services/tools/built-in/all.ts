import type { BuiltIn } from './built-in.ts';
import { calculator } from './calculator.ts';
import { codec } from './codec.ts';
import { dateAdd, dateBetween } from './date.ts';
import { hash } from './hash.ts';
import { jsonQuery } from './json-query.ts';
import { echo, wait } from './testing.ts';
import { textDiff } from './text-diff.ts';
import { textSearch } from './text-search.ts';
import { uuid } from './uuid.ts';

const all = [calculator, jsonQuery, textSearch, textDiff, hash, codec, dateAdd, dateBetween, uuid, echo, wait];

/** By name. */
export const builtIns: ReadonlyMap<string, BuiltIn> = new Map(all.map((tool) => [tool.name, tool]));
