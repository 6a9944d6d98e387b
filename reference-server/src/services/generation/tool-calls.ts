import type { Brief } from './brief.ts';
import type { GenerationRequest, Part } from './engine.ts';

type ToolCall = Extract<Part, { kind: 'tool-call' }>;

/** Files that a generation looks at. */
const maxFiles = 5;

/** A relative path with an extension, `src/api/auth.ts`. */
const path = /\b[\w-]+(?:\/[\w.-]+)*\.[a-z]{1,5}\b/g;

/**
 * What the engine looks up before it writes: the documentation of a framework, and the files that
 * `context.files` lists or the prompt names. A prompt that speaks of tools gets one in any case.
 */
export function lookUps({ context }: GenerationRequest, kind: string, { prompt, framework }: Brief): ToolCall[] {
  const calls = filesOf(prompt, context.files).map((file) =>
    call('read_file', { path: file }, `The ${kind} has to fit what ${file} holds already.`),
  );
  if (framework !== undefined || (calls.length === 0 && /\btools?\b/i.test(prompt))) {
    const query = `${framework ?? 'language'} ${kind}`;
    calls.unshift(call('search_documentation', { query }, `How a ${kind} is written there decides its shape.`));
  }
  return calls;
}

/** The look at the result, where there is something it must keep to. */
export function reviews({ constraints }: GenerationRequest): ToolCall[] {
  const names = Object.keys(constraints);
  if (names.length === 0) return [];
  return [call('check_constraints', { constraints }, `The text must keep to ${names.slice(0, maxFiles).join(', ')}.`)];
}

function filesOf(prompt: string, listed: unknown): string[] {
  const given = Array.isArray(listed) ? listed.map((entry) => entry?.path ?? entry) : (prompt.match(path) ?? []);
  const names = given.filter((name): name is string => typeof name === 'string' && name !== '');
  return [...new Set(names)].slice(0, maxFiles);
}

function call(tool: string, args: Readonly<Record<string, unknown>>, thinking: string): ToolCall {
  return { kind: 'tool-call', tool, arguments: args, thinking };
}
