/** One attempt to run a tool, as the worker is asked for it. */
export interface Call {
  /** JSON texts of the schemas that the arguments must keep. */
  schemas: readonly string[];
  /** Name of a built-in tool; nothing runs without. */
  handler: string | undefined;
  given: object;
  /** 1, and one more with every retry. */
  attempt: number;
  maxOutputBytes: number;
}

/** What came of it. */
export type Outcome =
  | {
      kind: 'output' /** JSON. */;
      text: string /** When the client gets it, milliseconds from now. */;
      afterMs: number;
    }
  /** It ran and failed. */
  | { kind: 'failure'; reason: string }
  /** It could not run. */
  | { kind: 'refusal'; reason: string };

/** What the process of the workshop does. Both never throw. */
export interface Work {
  /** Checks the arguments and runs the handler. */
  run(call: Call): Outcome;
  /** Whether a JSON text is a JSON Schema: a failure when it is not. */
  judge(schema: string): Outcome;
}
