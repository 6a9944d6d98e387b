/** Says whether a key matches. */
export type Match = (key: string) => boolean;

/** Whether a pattern has a wildcard; without one it is a key. */
export function hasWildcard(pattern: string): boolean {
  return pattern.includes('*');
}

/**
 * Compiles a pattern: `*` stands for any characters, none and colons included, everything else for
 * itself, and the whole key must match (AUTOSDLC-B25, B26). Takes time linear in the key for every
 * pattern, which no regular expression built from input would.
 */
export function compilePattern(pattern: string): Match {
  const parts = pattern.split('*');
  const head = parts[0] ?? '';
  if (parts.length === 1) return (key) => key === head;
  const tail = parts[parts.length - 1] ?? '';
  const middle = parts
    .slice(1, -1)
    .filter((part) => part !== '')
    .map(compileSearch);
  return (key) => {
    if (key.length < head.length + tail.length) return false;
    if (!key.startsWith(head) || !key.endsWith(tail)) return false;
    const end = key.length - tail.length;
    let from = head.length;
    for (const search of middle) {
      from = search(key, from, end);
      if (from < 0) return false;
    }
    return true;
  };
}

/** Finds the first place of a part in `key[from, end)` and returns the index behind it, or -1. */
type Search = (key: string, from: number, end: number) => number;

/** Knuth, Morris and Pratt: no character of the key is read twice. */
function compileSearch(part: string): Search {
  const restart = restarts(part);
  return (key, from, end) => {
    let matched = 0;
    for (let index = from; index < end; index++) {
      const code = key.charCodeAt(index);
      while (matched > 0 && part.charCodeAt(matched) !== code) matched = restart[matched - 1] ?? 0;
      if (part.charCodeAt(matched) === code) matched++;
      if (matched === part.length) return index + 1;
    }
    return -1;
  };
}

/** For each prefix of a part, the length of its longest proper prefix that is its suffix as well. */
function restarts(part: string): Uint32Array {
  const table = new Uint32Array(part.length);
  let matched = 0;
  for (let index = 1; index < part.length; index++) {
    const code = part.charCodeAt(index);
    while (matched > 0 && part.charCodeAt(matched) !== code) matched = table[matched - 1] ?? 0;
    if (part.charCodeAt(matched) === code) matched++;
    table[index] = matched;
  }
  return table;
}
