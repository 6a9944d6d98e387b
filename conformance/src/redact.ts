import { isObject } from './json.ts';

/** Shorter values are not replaced: they would garble every output. */
const SHORTEST = 3;

/** Keeps secrets out of everything that is written. */
export class Redactor {
  readonly #labels = new Map<string, string>();

  /** From now on `secret`, as it is and as it stands in a URL or in JSON, reads `‹label›`. */
  add(secret: string, label: string): void {
    if (secret.length < SHORTEST) return;
    const forms = [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ s: secret }).toString().slice(2),
      JSON.stringify(secret).slice(1, -1),
    ];
    for (const form of forms) if (!this.#labels.has(form)) this.#labels.set(form, `‹${label}›`);
  }

  text(value: string): string {
    let clean = value;
    const longestFirst = [...this.#labels].sort(([left], [right]) => right.length - left.length);
    for (const [secret, label] of longestFirst) clean = clean.replaceAll(secret, label);
    return clean;
  }

  /** A copy of a JSON value in which every text, member names included, is clean. */
  deep<T>(value: T): T {
    if (typeof value === 'string') return this.text(value) as T;
    if (Array.isArray(value)) return value.map((item) => this.deep(item)) as T;
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [this.text(key), this.deep(item)])) as T;
  }
}
