import type { Generation } from './engine.ts';

/** Waits for the whole text of a generation, its tool calls left out. */
export async function textOf(generation: Generation): Promise<string> {
  const tokens: string[] = [];
  for await (const part of generation) if (part.kind === 'token') tokens.push(part.text);
  return tokens.join('');
}
