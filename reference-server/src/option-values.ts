import { InvalidArgumentError } from 'commander';
import { type CredentialsFile, readCredentialsFile } from './credentials-file.ts';

/**
 * Turns the text of an option into its value.
 *
 * @param before what the option was until now: its default, or for a repeatable one what was given so far
 * @throws InvalidArgumentError that says what the text must be
 */
export type Reader<Value> = (text: string, before: Value) => Value;

export const text: Reader<string | undefined> = (given) => given;

export const amount: Reader<number> = (given) => {
  const number = Number(given);
  if (/^\d+(\.\d+)?$/.test(given) && Number.isFinite(number)) return number;
  throw new InvalidArgumentError('It must be a number that is not negative.');
};

export function wholeNumber({ max }: { max: number }): Reader<number> {
  return (given) => {
    const number = Number(given);
    if (/^\d+$/.test(given) && number <= max) return number;
    throw new InvalidArgumentError(`It must be a whole number from 0 to ${max}.`);
  };
}

/** A time after which something is done again; 0 is never. */
export function interval({ minMs, maxMs }: { minMs: number; maxMs: number }): Reader<number> {
  return (given) => {
    const number = Number(given);
    if (/^\d+$/.test(given) && (number === 0 || (number >= minMs && number <= maxMs))) return number;
    throw new InvalidArgumentError(`It must be 0 or a whole number from ${minMs} to ${maxMs}.`);
  };
}

/**
 * One of a few words.
 *
 * @param synonyms other words for them, as documents of others have them
 */
export function oneOf<Word extends string>(
  words: readonly Word[],
  synonyms: Readonly<Record<string, Word>> = {},
): Reader<Word> {
  return (given) => {
    const word = words.find((known) => known === given) ?? new Map(Object.entries(synonyms)).get(given);
    if (word) return word;
    throw new InvalidArgumentError(`It must be one of ${[...words, ...Object.keys(synonyms)].join(', ')}.`);
  };
}

/** Some of a few words, separated by commas; the last list counts. */
export function someOf<Word extends string>(words: readonly Word[]): Reader<readonly Word[]> {
  const one = oneOf(words);
  return (given) => [...new Set(given.split(',').map((word) => one(word.trim(), word as Word)))];
}

/** Texts, several separated by commas; each list adds to those before. */
export const texts: Reader<readonly string[]> = (given, before) => [
  ...before,
  ...given.split(',').map((one) => one.trim()),
];

/** `id=value`, several separated by commas; each list adds to those before. */
export function pairs(value: string): Reader<ReadonlyMap<string, string>> {
  return (given, before) => {
    const all = new Map(before);
    for (const pair of given.split(',')) {
      const [id = '', ...rest] = pair.split('=');
      if (id === '' || rest.join('=') === '') throw new InvalidArgumentError(`It must be an id, = and a ${value}.`);
      all.set(id, rest.join('='));
    }
    return all;
  };
}

export const socketUrl: Reader<string | undefined> = (given) => {
  if (/^wss?:$/.test(URL.parse(given)?.protocol ?? '')) return given;
  throw new InvalidArgumentError('It must be an address that begins with ws:// or wss://.');
};

export const credentialsFile: Reader<CredentialsFile | undefined> = (path) => {
  try {
    return readCredentialsFile(path);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
};
