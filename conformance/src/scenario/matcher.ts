import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { brief, isObject, pointerPart, same, typeOf } from '../json.ts';

/** One place where a value is not like its matcher. */
export interface Mismatch {
  /** JSON pointer into the value. */
  path: string;
  expected: string;
  actual: string;
}

type Test = (argument: unknown, value: unknown, context: Context) => Mismatch[];

interface Context {
  path: string;
  /** Takes what `$capture` remembers. */
  remember: (name: string, value: unknown) => void;
}

const ajv = new Ajv.default({ strict: false });
addFormats.default(ajv);

const differs = (context: Context, expected: string, value: unknown): Mismatch[] => [
  { path: context.path, expected, actual: brief(value) },
];
const demand = (holds: boolean, context: Context, expected: string, value: unknown): Mismatch[] =>
  holds ? [] : differs(context, expected, value);
const list = (argument: unknown): unknown[] => (Array.isArray(argument) ? argument : [argument]);
const isNumber = (value: unknown): value is number => typeof value === 'number';

/** The tests an object with a $ key may hold; when it holds several, all must pass. */
const TESTS: Record<string, Test> = {
  $type: (type, value, context) =>
    demand(
      type === 'integer' ? Number.isInteger(value) : typeOf(value) === type,
      context,
      `${type === 'array' || type === 'object' || type === 'integer' ? 'an' : 'a'} ${type}`,
      value,
    ),
  $in: (values, value, context) =>
    demand(
      list(values).some((candidate) => same(candidate, value)),
      context,
      `one of ${list(values)
        .map((candidate) => brief(candidate))
        .join(', ')}`,
      value,
    ),
  $not: (matcher, value, context) =>
    demand(
      check(matcher, value, { ...context, remember: () => {} }).length > 0,
      context,
      `not ${brief(matcher)}`,
      value,
    ),
  $anyOf: (matchers, value, context) =>
    list(matchers).some((matcher) => check(matcher, value, { ...context, remember: () => {} }).length === 0)
      ? list(matchers)
          .filter((matcher) => check(matcher, value, { ...context, remember: () => {} }).length === 0)
          .slice(0, 1)
          .flatMap((matcher) => check(matcher, value, context))
      : differs(
          context,
          list(matchers)
            .map((matcher) => brief(matcher))
            .join(' or '),
          value,
        ),
  $allOf: (matchers, value, context) => list(matchers).flatMap((matcher) => check(matcher, value, context)),
  $pattern: (pattern, value, context) =>
    demand(
      typeof value === 'string' && new RegExp(String(pattern), 'u').test(value),
      context,
      `text like /${pattern}/`,
      value,
    ),
  $format: (format, value, context) =>
    demand(typeof value === 'string' && ajv.validate({ format }, value), context, `text in format ${format}`, value),
  $gte: (limit, value, context) =>
    demand(isNumber(value) && value >= Number(limit), context, `at least ${limit}`, value),
  $lte: (limit, value, context) =>
    demand(isNumber(value) && value <= Number(limit), context, `at most ${limit}`, value),
  $includes: (matcher, value, context) =>
    demand(
      Array.isArray(value) && value.some((item) => check(matcher, item, context).length === 0),
      context,
      `an element like ${brief(matcher)}`,
      value,
    ),
  $length: (length, value, context) =>
    demand(
      (Array.isArray(value) || typeof value === 'string') && value.length === length,
      context,
      `length ${length}`,
      value,
    ),
  $absent: (_, value, context) => demand(value === undefined, context, 'nothing', value),
  $any: (_, value, context) => demand(value !== undefined, context, 'something', value),
  $capture: (name, value, context) => {
    if (value === undefined) return differs(context, 'something', value);
    context.remember(String(name), value);
    return [];
  },
};

export const MATCHER_KEYS: readonly string[] = Object.keys(TESTS);

function check(matcher: unknown, value: unknown, context: Context): Mismatch[] {
  if (Array.isArray(matcher)) {
    if (!Array.isArray(value) || value.length !== matcher.length) return differs(context, brief(matcher), value);
    return matcher.flatMap((item, index) =>
      check(item, value[index], { ...context, path: `${context.path}/${index}` }),
    );
  }
  if (!isObject(matcher)) return demand(same(matcher, value), context, brief(matcher), value);
  const keys = Object.keys(matcher);
  if (keys.some((key) => key.startsWith('$'))) {
    return keys.flatMap((key) => {
      const test = TESTS[key];
      if (!test) throw new Error(`unknown matcher ${key}`);
      return test(matcher[key], value, context);
    });
  }
  if (!isObject(value)) return differs(context, keys.length === 0 ? 'an object' : brief(matcher), value);
  return keys.flatMap((key) =>
    check(matcher[key], Object.hasOwn(value, key) ? value[key] : undefined, {
      ...context,
      path: context.path + pointerPart(key),
    }),
  );
}

/** Everywhere `value` is not like `matcher`, and what its `$capture`s remembered. */
export function match(matcher: unknown, value: unknown): { mismatches: Mismatch[]; captured: Map<string, unknown> } {
  const captured = new Map<string, unknown>();
  const mismatches = check(matcher, value, { path: '', remember: (name, kept) => captured.set(name, kept) });
  return { mismatches, captured };
}

export const matches = (matcher: unknown, value: unknown): boolean => match(matcher, value).mismatches.length === 0;
