/** A tool that this server brings along. It computes, and reaches neither files nor the network. */
export interface BuiltIn {
  /** Also the name of the handler that registered tools may use. */
  name: string;
  description: string;
  category: string;
  /** JSON Schema of the arguments; `run` sees no others. */
  inputSchema: object;
  /**
   * @param attempt 1, and one more with every retry
   * @returns a JSON value, or one that comes `Later`
   * @throws Error whose message the client reads as the reason of the failure
   */
  run(given: object, attempt: number): unknown;
}

/** An output that the client gets after a while. */
export class Later {
  readonly output: unknown;
  readonly afterMs: number;

  constructor(output: unknown, afterMs: number) {
    this.output = output;
    this.afterMs = afterMs;
  }
}
