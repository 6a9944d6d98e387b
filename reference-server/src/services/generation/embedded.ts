import { readBrief } from './brief.ts';
import { chooser } from './choice.ts';
import { type Engine, type Generation, GenerationError, type GenerationRequest, type Outcome } from './engine.ts';
import { Pace } from './pace.ts';
import { type Draft, templateFor } from './templates.ts';
import { countTokens, tokensOf } from './tokens.ts';
import { lookUps, reviews } from './tool-calls.ts';

export interface EmbeddedEngineOptions {
  /** Of one generation; 0 is as fast as possible. */
  tokensPerSecond: number;
  /** Another one gives other texts for the same requests. */
  seed?: number;
}

/** The families of models that it answers for; it does not tell their members apart. */
const served = /^(claude|gpt)-./;

/**
 * Writes code from templates instead of asking a model, so that the same request and seed give the
 * same parts. What it tells about its own work, usage above all, is true.
 */
export class EmbeddedEngine implements Engine {
  readonly #tokensPerSecond: number;
  readonly #seed: number;
  #active = 0;

  constructor({ tokensPerSecond, seed = 0 }: EmbeddedEngineOptions) {
    this.#tokensPerSecond = tokensPerSecond;
    this.#seed = seed;
  }

  get active(): number {
    return this.#active;
  }

  generate(request: GenerationRequest, signal: AbortSignal): Generation {
    if (!served.test(request.model)) throw new GenerationError(`There is no model ${request.model.slice(0, 100)}.`);
    return this.#run(request, signal);
  }

  async *#run(request: GenerationRequest, signal: AbortSignal): Generation {
    this.#active++;
    try {
      return yield* this.#write(request, signal);
    } finally {
      this.#active--;
    }
  }

  async *#write(request: GenerationRequest, signal: AbortSignal): Generation {
    const pace = new Pace(this.#tokensPerSecond);
    const brief = readBrief(request);
    const { kind, write } = templateFor(brief);
    const draft = write(brief, chooser(`${this.#seed}\n${JSON.stringify(request)}`));
    const { tokens, finishReason } = cut(draft, request.constraints);

    for (const call of lookUps(request, kind, brief)) {
      await pace.turn(signal);
      yield call;
    }
    for (const text of tokens) {
      await pace.turn(signal);
      yield { kind: 'token', text };
    }
    for (const call of reviews(request)) {
      await pace.turn(signal);
      yield call;
    }
    const usage = { promptTokens: promptTokens(request), completionTokens: tokens.length };
    return { finishReason, usage, fileName: draft.fileName };
  }
}

/** Keeps to `maxLines` and `maxTokens`, where they are given as positive integers. */
function cut({ text }: Draft, { maxLines, maxTokens }: GenerationRequest['constraints']): Cut {
  const lines = text.split(/(?<=\n)/);
  const all = tokensOf(lines.slice(0, limit(maxLines)).join(''));
  const tokens = all.slice(0, limit(maxTokens));
  const isWhole = tokens.length === all.length && lines.length <= limit(maxLines);
  return { tokens, finishReason: isWhole ? 'stop' : 'length' };
}

interface Cut {
  tokens: string[];
  finishReason: Outcome['finishReason'];
}

function limit(value: unknown): number {
  return Number.isInteger(value) && (value as number) > 0 ? (value as number) : Infinity;
}

/** Context and constraints are read too, so they count; empty ones say nothing. */
function promptTokens({ prompt, context, constraints }: GenerationRequest): number {
  const besides = [context, constraints].filter((members) => Object.keys(members).length > 0);
  return [prompt, ...besides.map((members) => JSON.stringify(members))].reduce(
    (sum, text) => sum + countTokens(text),
    0,
  );
}
