import type { GenerationRequest } from './engine.ts';

/** A request as the templates read it. */
export interface Brief {
  /** The beginning of the prompt, all that is read of it. */
  prompt: string;
  /** The prompt in one line. */
  summary: string;
  /** What the code is about, one to three words in lower case. */
  words: readonly [string, ...string[]];
  /** Whether the code has types. */
  isTyped: boolean;
  /** The part of the writer in the work, or nothing. */
  role: string | undefined;
  /** Name of a framework or library, or nothing. */
  framework: string | undefined;
  /** How it is styled, or nothing. */
  styling: string | undefined;
}

/** Longest summary, characters. */
const maxSummary = 100;
/** Part of a prompt that is read, characters. */
const maxRead = 2000;

/** Words that say how or what kind, and not what about. */
const empty = new Set(
  `a an and api as at build by class code component create database design endpoint file for from function generate
  handler hook implement in into is it make merge module new of on or page please react results schema service simple
  some table test tests that the this to typescript use uses using which with write your`.split(/\s+/),
);

export function readBrief({ prompt, context }: GenerationRequest): Brief {
  const read = prompt.slice(0, maxRead);
  const line = read.replaceAll(/\s+/g, ' ').trim();
  const words = (line.toLowerCase().match(/[a-z][a-z0-9]{1,19}/g) ?? []).filter((word) => !empty.has(word));
  const [first = 'result', ...more] = words;
  return {
    prompt: read,
    summary: line.slice(0, maxSummary).replaceAll('*/', '* /') || 'Nothing in particular',
    words: [first, ...more.slice(0, 2)],
    isTyped: context.typescript !== false && context.language !== 'javascript',
    role: nameIn(context.role),
    framework: nameIn(context.framework),
    styling: nameIn(context.styling),
  };
}

/** Only what can stand in code is taken over from a client. */
function nameIn(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w .@/-]{1,40}$/.test(value) ? value : undefined;
}
