// Generated from the AsyncAPI document. Do not edit; change the document and run npm run generate.
/** One breach of a schema. */
export interface Violation {
  /** JSON pointer of the value at fault; empty for the message itself. */
  path: string;
  /** The schema keyword that it breaks, `required`. */
  keyword: string;
  message: string;
}

/** What the check of a received value says. */
export type Checked<Message> =
  | { ok: true; message: Message }
  | {
      ok: false;
      /** `unknown-message` is a well-formed message of a kind that the document does not have. */
      reason: 'not-an-object' | 'no-discriminator' | 'unknown-message' | 'invalid';
      /** The discriminator's value, or empty. */
      name: string;
      errors: Violation[];
    };

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

/** A message kind: the discriminator values that select it, in the order of the properties, and its validator. */
export interface Kind {
  discriminant: readonly string[];
  validate: Validate;
}

/**
 * Makes the check of one channel and direction: picks the message kind by the discriminator, then
 * validates once.
 *
 * @param discriminator names of the properties that tell the kinds apart, in order
 */
export function checker<Message>(
  discriminator: readonly string[],
  kinds: readonly Kind[],
): (value: unknown) => Checked<Message> {
  const byKey = new Map(kinds.map(({ discriminant, validate }) => [discriminant.join('\n'), validate]));
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refusal('not-an-object', '', []);
    const values = discriminator.map((property) => (value as Record<string, unknown>)[property]);
    const given = values.filter((part) => typeof part === 'string');
    const name = given.join(' ');
    if (typeof values[0] !== 'string' && given.length === 0) return refusal('no-discriminator', '', []);
    const validate = byKey.get(given.join('\n')) ?? byKey.get(given[0] ?? '');
    if (!validate) return refusal('unknown-message', name, []);
    if (validate(value)) return { ok: true, message: value as Message };
    return refusal('invalid', name, (validate.errors ?? []).map(violation));
  };
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
