/** What is to be written. */
export interface GenerationRequest {
  /** In words. */
  prompt: string;
  model: string;
  /** What the code has to fit into, in members of the asker's choice. */
  context: Readonly<Record<string, unknown>>;
  /** What the code must keep to, in members of the asker's choice. */
  constraints: Readonly<Record<string, unknown>>;
}

/** A piece of a generation. The text is what its tokens give when joined. */
export type Part =
  | { kind: 'token'; text: string }
  | { kind: 'tool-call'; tool: string; arguments: Readonly<Record<string, unknown>>; thinking: string };

/** Counted, not estimated: `completionTokens` is the number of tokens that were yielded. */
export interface Usage {
  promptTokens: number;
  completionTokens: number;
}

/** How a generation ended. */
export interface Outcome {
  /** `length` when a constraint cut the text short. */
  finishReason: 'stop' | 'length';
  usage: Usage;
  /** A name under which the text could be kept, `login-form.tsx`. */
  fileName: string;
}

/** Yields the parts in order and returns how it ended. */
export type Generation = AsyncGenerator<Part, Outcome, void>;

/** The engine cannot serve a request; the message is for whoever asked. */
export class GenerationError extends Error {
  override readonly name = 'GenerationError';
}

/** Whatever writes code. */
export interface Engine {
  /** Generations that run now. */
  readonly active: number;
  /**
   * Begins when the first part is asked for. Once `signal` is aborted it throws an `AbortError` instead
   * of the next part, and nothing of it is left.
   *
   * @throws GenerationError at once, when the model is not served
   */
  generate(request: GenerationRequest, signal: AbortSignal): Generation;
}
