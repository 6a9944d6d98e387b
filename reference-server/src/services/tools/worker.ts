import { createContext, Script } from 'node:vm';
import workerpool from 'workerpool';
import { breach, checkOf } from './argument-check.ts';
import { builtIns } from './built-in/all.ts';
import { Later } from './built-in/built-in.ts';
import type { Call, Outcome, Work } from './call.ts';

/** Computing time of one call, milliseconds. What runs longer will hardly end. */
const budgetMs = 1000;

const seat = createContext({ work: () => {} });
const guarded = new Script('work()');

function run({ schemas, handler, given, attempt, maxOutputBytes }: Call): Outcome {
  return withinBudget(() => {
    for (const schema of schemas) {
      const reason = breach(schema, given);
      if (reason !== undefined) return { kind: 'refusal', reason };
    }
    const tool = builtIns.get(handler ?? '');
    if (!tool) return { kind: 'failure', reason: 'Nothing on this server runs this tool.' };
    const result = tool.run(given, attempt);
    const { output, afterMs } = result instanceof Later ? result : { output: result, afterMs: 0 };
    return { kind: 'output', text: textOf(output, maxOutputBytes), afterMs };
  });
}

function judge(schema: string): Outcome {
  return withinBudget(() => {
    checkOf(schema);
    return { kind: 'output', text: 'true', afterMs: 0 };
  });
}

/**
 * As JSON. What is too large is not written to its end: an output may hold one large value a thousand times.
 *
 * @throws Error
 */
function textOf(output: unknown, maxBytes: number): string {
  const tooLarge = new Error(`The output has more than ${maxBytes} bytes.`);
  let leastBytes = 0;
  const text = JSON.stringify(output, (_, value) => {
    leastBytes += typeof value === 'string' ? value.length : 1;
    if (leastBytes > maxBytes) throw tooLarge;
    return value;
  });
  if (Buffer.byteLength(text) > maxBytes) throw tooLarge;
  return text;
}

/** Only a script can be stopped from outside in the middle of a loop or of a regular expression. */
function withinBudget(work: () => Outcome): Outcome {
  let outcome: Outcome = { kind: 'failure', reason: '' };
  seat.work = () => {
    outcome = work();
  };
  try {
    guarded.runInContext(seat, { timeout: budgetMs });
    return outcome;
  } catch (error) {
    return { kind: 'failure', reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  const { code, message = String(error) } = error as { code?: unknown; message?: string };
  if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return `It took more than ${budgetMs} ms of computing time.`;
  return message === 'Maximum call stack size exceeded' ? 'It is nested too deep.' : message;
}

workerpool.worker({ run, judge } satisfies Work);
