/** Picks one of several; the same picks in the same order for the same key. */
export type Choose = <Option>(options: readonly [Option, ...Option[]]) => Option;

/** FNV-1a over the key's UTF-16 units begins the sequence, xorshift continues it. */
export function chooser(key: string): Choose {
  let state = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) {
    state = Math.imul(state ^ key.charCodeAt(index), 0x01000193);
  }
  // Zero would stay zero.
  state ||= 1;
  return (options) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return options[(state >>> 0) % options.length] ?? options[0];
  };
}
