import { InvalidArgumentError } from 'commander';
import { type CredentialsFile, readCredentialsFile } from './credentials-file.ts';
import { type FrameFilter, readFrameFilter } from './frame-log.ts';

// Each turns the text of an option into its value, and throws an InvalidArgumentError that says what the text must be.

export const text = (given: string): string => given;

export const amount = (given: string): number => {
  const number = Number(given);
  if (/^\d+(\.\d+)?$/.test(given) && Number.isFinite(number)) return number;
  throw new InvalidArgumentError('It must be a number that is not negative.');
};

export function wholeNumber({ min = 0, max }: { min?: number; max: number }): (given: string) => number {
  return (given) => {
    const number = Number(given);
    if (/^\d+$/.test(given) && number >= min && number <= max) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}

/** A time after which something is done again; 0 is never. */
export function interval({ minMs, maxMs }: { minMs: number; maxMs: number }): (given: string) => number {
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
): (given: string) => Word {
  return (given) => {
    const word = words.find((known) => known === given) ?? new Map(Object.entries(synonyms)).get(given);
    if (word) return word;
    throw new InvalidArgumentError(`It must be one of ${[...words, ...Object.keys(synonyms)].join(', ')}.`);
  };
}

/** Some of a few words, separated by commas; the last list counts. */
export function someOf<Word extends string>(words: readonly Word[]): (given: string) => readonly Word[] {
  const one = oneOf(words);
  return (given) => [...new Set(given.split(',').map((word) => one(word.trim())))];
}

/** Texts, several separated by commas; each list adds to those before. */
export const texts = (given: string, before: readonly string[]): readonly string[] => [
  ...before,
  ...given.split(',').map((one) => one.trim()),
];

type Pairs = ReadonlyMap<string, string>;

/** `id=value`, several separated by commas; each list adds to those before. */
export function pairs(value: string): (given: string, before: Pairs) => Pairs {
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

/** A path that a route is made of, so without the signs that routes read otherwise. */
export const path = (given: string): string => {
  if (/^(\/[\w.~-]+)+\/?$/.test(given)) return given;
  throw new InvalidArgumentError('It must be a path of letters, digits and . _ ~ - that begins with /.');
};

export const socketUrl = (given: string): string => {
  if (/^wss?:$/.test(URL.parse(given)?.protocol ?? '')) return given;
  throw new InvalidArgumentError('It must be an address that begins with ws:// or wss://.');
};

export const credentialsFile = (file: string): CredentialsFile => orInvalid(() => readCredentialsFile(file));

export const frameFilter = (given: string): FrameFilter => orInvalid(() => readFrameFilter(given));

function orInvalid<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
