/**
 * Up to eight letters or digits with the space before them, up to three signs, or white space. Every
 * character is in exactly one token.
 */
const token = / ?[\p{L}\p{N}_]{1,8}| ?[^\s\p{L}\p{N}_]{1,3}|\s+/gu;

/** Cuts a text into tokens; joined without anything between, they give the text. */
export function tokensOf(text: string): string[] {
  return text.match(token) ?? [];
}

export function countTokens(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(token)) count++;
  return count;
}
