import type { Clock } from '../../clock.ts';
import { ProtocolError } from '../../errors.ts';
import { builtIns } from './built-in/all.ts';
import type { Call, Outcome } from './call.ts';
import { Workshop } from './workshop.ts';

/** A tool as it is listed. */
export interface ToolDefinition {
  name: string;
  description: string;
  /** JSON Schema of the arguments, 2020-12 where it names no other. */
  inputSchema: Record<string, unknown>;
  category?: string;
  /** `builtin`, or whoever registered it. */
  provider: string;
}

/** A tool that a client brings. */
export interface Registration extends ToolDefinition {
  /** The built-in tool that does the work; absent, the one of the same name, if there is one. */
  handler?: string | undefined;
}

export type ToolResult = { success: true; output: unknown } | { success: false; error: string };

export interface ToolBounds {
  /** Tools that a tenant may register. */
  tools: number;
  /** UTF-8 bytes of one registration as JSON. */
  toolBytes: number;
  /** UTF-8 bytes of an output as JSON. */
  outputBytes: number;
  /** Longest that an execution takes, with its retries, milliseconds. */
  timeoutMs: number;
  /** Most attempts after the first one. */
  retries: number;
}

export interface Execution {
  name: string;
  given: object;
  /** Less time than the bounds allow, milliseconds. */
  timeoutMs?: number | undefined;
  /** Attempts after one that failed; fewer than the bounds allow. */
  retries?: number | undefined;
  bounds: ToolBounds;
}

interface Tool {
  definition: ToolDefinition;
  handler: string | undefined;
  /** Schemas of the arguments as JSON, those of the handler behind its own. */
  schemas: readonly string[];
}

/** How an execution goes on. */
interface Course {
  /** Most attempts, the first one included. */
  attempts: number;
  /** Aborted when the time is over. */
  signal: AbortSignal;
  /** The first result counts. */
  settle(result: ToolResult): void;
}

const provided = new Map(
  [...builtIns.values()].map(({ name, description, category, inputSchema }): [string, Tool] => {
    const definition = { name, description, category, inputSchema, provider: 'builtin' };
    return [name, { definition, handler: name, schemas: [JSON.stringify(inputSchema)] }];
  }),
);

/** The tools of all tenants: those that are built in, and those that clients register for their tenant. */
export class Tools {
  readonly #clock: Clock;
  readonly #workshop = new Workshop();
  readonly #registered = new Map<string, Map<string, Tool>>();

  constructor({ clock }: { clock: Clock }) {
    this.#clock = clock;
  }

  /** Forgets what clients registered. */
  clear(): void {
    this.#registered.clear();
  }

  /** All tools, or those of a category or provider, ordered by name. */
  list(tenant: string, { category, provider }: { category?: string; provider?: string } = {}): ToolDefinition[] {
    return [...new Map([...provided, ...(this.#registered.get(tenant) ?? [])]).values()]
      .map(({ definition }) => definition)
      .filter((tool) => category === undefined || tool.category === category)
      .filter((tool) => provider === undefined || tool.provider === provider)
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /**
   * Adds a tool, or replaces the tenant's one of that name; it lives as long as the process. One with
   * the name of a built-in tool takes its place for this tenant.
   *
   * @throws ProtocolError INVALID_REQUEST for what is no JSON Schema, NOT_FOUND for an unknown handler,
   *   LIMIT_EXCEEDED beyond the bounds
   */
  async register(tenant: string, { handler, ...definition }: Registration, bounds: ToolBounds): Promise<void> {
    const { name, inputSchema } = definition;
    if (handler !== undefined && !provided.has(handler)) throw notFound('handler', handler);
    if (Buffer.byteLength(JSON.stringify(definition)) > bounds.toolBytes) {
      throw new ProtocolError('LIMIT_EXCEEDED', { details: `a tool has at most ${bounds.toolBytes} bytes` });
    }
    const schema = JSON.stringify(inputSchema);
    const verdict = await this.#workshop.ask(tenant, 'judge', [schema]);
    if (verdict.kind !== 'output') {
      throw new ProtocolError('INVALID_REQUEST', { details: `inputSchema is no JSON Schema: ${verdict.reason}` });
    }
    const tools = this.#registered.get(tenant) ?? new Map<string, Tool>();
    if (tools.size >= bounds.tools && !tools.has(name)) {
      throw new ProtocolError('LIMIT_EXCEEDED', { details: `at most ${bounds.tools} tools can be registered` });
    }
    const worker = provided.get(handler ?? name);
    tools.set(name, { definition, handler: worker?.handler, schemas: [schema, ...(worker?.schemas ?? [])] });
    this.#registered.set(tenant, tools);
  }

  /**
   * Runs a tool. One that fails, or does not end in time, has a result that says so.
   *
   * @throws ProtocolError when it could not run: NOT_FOUND for an unknown tool, INVALID_REQUEST for
   *   arguments that break its schema, LIMIT_EXCEEDED when too many of the tenant's run
   */
  async execute(tenant: string, { name, given, timeoutMs, retries, bounds }: Execution): Promise<ToolResult> {
    const tool = this.#registered.get(tenant)?.get(name) ?? provided.get(name);
    if (!tool) throw notFound('tool', name);
    const { handler, schemas } = tool;
    const call = { schemas, handler, given, attempt: 1, maxOutputBytes: bounds.outputBytes };
    const attempts = 1 + Math.min(Math.max(Math.floor(retries ?? 0), 0), bounds.retries);
    const longestMs = Math.min(Math.max(timeoutMs ?? bounds.timeoutMs, 0), bounds.timeoutMs);
    const stop = new AbortController();
    // Whatever settles it first, by the clock, decides.
    const { promise, resolve, reject } = Promise.withResolvers<ToolResult>();
    const timer = this.#clock.after(longestMs, () => {
      resolve({ success: false, error: `The tool took longer than ${longestMs} ms.` });
      stop.abort();
    });
    this.#attempt(tenant, call, { attempts, signal: stop.signal, settle: resolve }).catch(reject);
    return promise.finally(() => timer.cancel());
  }

  close(): Promise<void> {
    return this.#workshop.close();
  }

  async #attempt(tenant: string, call: Call, course: Course): Promise<void> {
    const { attempts, signal, settle } = course;
    const outcome = await this.#workshop.ask(tenant, 'run', [call], signal);
    if (outcome.kind === 'refusal') throw new ProtocolError('INVALID_REQUEST', { details: outcome.reason });
    if (outcome.kind === 'output') this.#give(outcome, course);
    else if (call.attempt === attempts || signal.aborted) settle({ success: false, error: outcome.reason });
    else await this.#attempt(tenant, { ...call, attempt: call.attempt + 1 }, course);
  }

  #give({ text, afterMs }: Outcome & { kind: 'output' }, { signal, settle }: Course): void {
    const result: ToolResult = { success: true, output: JSON.parse(text) };
    if (afterMs === 0) settle(result);
    else {
      const timer = this.#clock.after(afterMs, () => settle(result));
      signal.addEventListener('abort', () => timer.cancel());
    }
  }
}

function notFound(entity: string, id: string): ProtocolError {
  return new ProtocolError('NOT_FOUND', { details: `there is no ${entity} ${id}`, missing: { entity, id } });
}
