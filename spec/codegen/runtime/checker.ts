import type { Checked, Violation } from './checked.ts';

interface AjvError {
  instancePath: string;
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
}

/** A compiled validator of ajv. */
export interface Validate {
  (value: unknown): boolean;
  errors?: AjvError[] | null;
}

/** A message kind: the discriminator property that tells it with its value, and its validator. */
export interface Kind {
  property: string;
  value: string;
  validate: Validate;
}

/**
 * Makes the check of one channel and direction: picks the message kind by the discriminator, then
 * validates once. Where the document does not tell kinds apart, the value must be one of them.
 *
 * @param discriminator names of the properties that tell the kinds apart, in order of precedence
 * @param body the member that is validated; absent, the whole value is
 */
export function checker<Message>(
  discriminator: readonly string[],
  kinds: readonly Kind[],
  body?: string,
): (value: unknown) => Checked<Message> {
  const candidates = new Map<string, Kind[]>();
  for (const kind of kinds) {
    const key = `${kind.property}=${kind.value}`;
    candidates.set(key, [...(candidates.get(key) ?? []), kind]);
  }
  return (value) => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isObject && discriminator.length > 0) return refusal('not-an-object', '', []);
    const members = (isObject ? value : {}) as Record<string, unknown>;
    const named = discriminator.filter((property) => typeof members[property] === 'string');
    if (named.length === 0 && discriminator.length > 0) return refusal('no-discriminator', '', []);
    const property = named.find((candidate) => candidates.has(`${candidate}=${members[candidate]}`)) ?? named[0] ?? '';
    const name = property === '' ? '' : String(members[property]);
    const possible = candidates.get(`${property}=${name}`);
    if (!possible) return refusal('unknown-message', name, []);
    const errors = breaches(possible, body === undefined ? value : members[body]);
    return errors ? refusal('invalid', name, errors.map(violation)) : { ok: true, message: value as Message };
  };
}

/** Nothing when the value is one of the kinds, else how it breaks the last of them. */
function breaches(kinds: readonly Kind[], value: unknown): readonly AjvError[] | undefined {
  let errors: readonly AjvError[] = [];
  for (const { validate } of kinds) {
    if (validate(value)) return undefined;
    errors = validate.errors ?? [];
  }
  return errors;
}

function refusal(
  reason: 'not-an-object' | 'no-discriminator' | 'unknown-message' | 'invalid',
  name: string,
  errors: Violation[],
): Checked<never> {
  return { ok: false, reason, name, errors };
}

function violation({ instancePath, keyword, message, params }: AjvError): Violation {
  const allowed = 'allowedValues' in params ? `: ${JSON.stringify(params.allowedValues)}` : '';
  return { path: instancePath, keyword, message: `${message ?? keyword}${allowed}` };
}
