/** Members that hold a secret, wherever they appear: `token`, `apiKey`, `hs256Secret`, `set-cookie`. */
const secretName = /(token|secret|password|credential|authorization|cookie|(api|private|secret|domain)key)s?$|^keys?$/;

/** Secrets inside a text: in the query of an address, and behind the word that goes before a credential. */
const secretText = /([?&][\w-]*(?:token|secret|password|key)=|\bBearer )[^\s&"]+/gi;

const redacted = '[redacted]';

/**
 * A copy without secrets, at any depth. Numbers are none, whatever they are called: `totalTokens` counts.
 * Objects that are neither plain nor lists stay as they are.
 */
export function redact(value: unknown, above: readonly object[] = []): unknown {
  if (typeof value === 'string') return value.replace(secretText, `$1${redacted}`);
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) return '[circular]';
  const path = [...above, value];
  if (Array.isArray(value)) return value.map((item) => redact(item, path));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return value;
  // Not by assignment, which __proto__ would take for something else.
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, isSecret(name, member) ? redacted : redact(member, path)]),
  );
}

function isSecret(name: string, member: unknown): boolean {
  if (typeof member !== 'string' && typeof member !== 'object') return false;
  return member !== null && secretName.test(name.toLowerCase().replaceAll(/[_-]/g, ''));
}
