import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';

interface Dialect {
  Validator: typeof Ajv | typeof Ajv2020;
  /** Knows the meta-schema. */
  judge: Ajv;
}

/** A pattern is a regular expression and a format a remark, as in the drafts; `toString` is no member of `{}`. */
const options = { strict: false, validateFormats: false, ownProperties: true, logger: false } as const;

function dialect(Validator: Dialect['Validator']): Dialect {
  return { Validator, judge: new Validator(options) };
}

const draft07 = dialect(Ajv);
const draft2020 = dialect(Ajv2020);
const dialects = new Map<unknown, Dialect>([
  [undefined, draft2020],
  ['https://json-schema.org/draft/2020-12/schema', draft2020],
  ['http://json-schema.org/draft-07/schema', draft07],
  ['http://json-schema.org/draft-07/schema#', draft07],
]);

/** Compiled schemas that are kept; those used longest ago are forgotten. */
const maxKept = 100;
const kept = new Map<string, ValidateFunction>();

/**
 * Where the arguments break the schema; nothing when they keep it. To be called in the workshop's process alone:
 * the schema is a client's, and neither compiling nor checking need come to an end.
 *
 * @param schema JSON text
 * @throws Error when the schema is none
 */
export function breach(schema: string, given: object): string | undefined {
  const check = checkOf(schema);
  if (check(given)) return undefined;
  const { instancePath = '', message = 'is not valid' } = check.errors?.[0] ?? {};
  return `arguments${instancePath} ${message}`;
}

/** @throws Error when it is no schema: of an unknown dialect, with a keyword misused or a reference to elsewhere */
export function checkOf(text: string): ValidateFunction {
  const check = kept.get(text) ?? compile(JSON.parse(text));
  kept.delete(text);
  kept.set(text, check);
  if (kept.size > maxKept) kept.delete(kept.keys().next().value ?? text);
  return check;
}

function compile(schema: Record<string, unknown>): ValidateFunction {
  const found = dialects.get(schema.$schema);
  if (!found) throw new Error('the dialect is not known; take JSON Schema 2020-12 or draft-07');
  // Nobody waits for the verdict of what ajv calls an asynchronous schema.
  if ('$async' in schema) throw new Error('$async is no keyword of JSON Schema');
  const { Validator, judge } = found;
  if (!judge.validateSchema(schema)) throw new Error(judge.errorsText(undefined, { dataVar: 'schema' }));
  // An instance of its own, so that an $id is of no concern to other schemas.
  return new Validator({ ...options, meta: false, validateSchema: false, inlineRefs: false }).compile(schema);
}
