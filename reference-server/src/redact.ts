/** Members that hold a secret, wherever they appear: `token`, `apiKey`, `hs256Secret`, `set-cookie`. */
const secretName = /(token|secret|password|credential|authorization|cookie|(api|private|secret|domain)key)s?$|^keys?$/;

/**
 * Secrets inside a text: behind a name and an equals sign, in JSON, and behind the word that goes before a
 * credential.
 */
const secretTexts = [
  /((?<![\w-])[\w-]*(?:token|secret|password|key)=|\bBearer )[^\s&"]+/gi,
  /((?<![\w-])[\w-]*(?:token|secret|password|key)\\*"\s*:\s*\\*")[^"\\]+/gi,
];

const redacted = '[redacted]';

/**
 * A copy without secrets, at any depth. Numbers are none, whatever they are called: `totalTokens` counts.
 * Objects that are neither plain nor lists stay as they are.
 */
export function redact(value: unknown, above: readonly object[] = []): unknown {
  if (typeof value === 'string')
    return secretTexts.reduce((text, secret) => text.replace(secret, `$1${redacted}`), value);
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) return '[circular]';
  const path = [...above, value];
  if (Array.isArray(value)) return value.map((item) => redact(item, path));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return value;
  // Not by assignment, which __proto__ would take for something else.
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isSecret(name === 'value' ? nameOf(value) : name, member) ? redacted : redact(member, path),
    ]),
  );
}

/** What a value is called whose name stands beside it, as that of a memory does. */
function nameOf(pair: object): string {
  return 'key' in pair && typeof pair.key === 'string' ? pair.key : '';
}

function isSecret(name: string, member: unknown): boolean {
  if (typeof member !== 'string' && typeof member !== 'object') return false;
  return member !== null && secretName.test(name.toLowerCase().replaceAll(/[_-]/g, ''));
}
