import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answer, Question } from './finder-process.ts';
import type { Finding, Source } from './finding.ts';

/** Finds suggestions in sources by rules. */
export interface Suggestions {
  /**
   * What the rules find, ordered by line, at most 100. The same source gives the same findings, and
   * answers come in the order of the calls. Never rejects: a source that cannot be parsed has the
   * findings of the rules over lines, and after `close` there are none.
   */
  findIn(source: Source): Promise<Finding[]>;
  /** Ends the process; calls that wait get what there is. */
  close(): void;
}

export interface SuggestionsOptions {
  /** How long one source may take, milliseconds; 3000. */
  deadlineMs?: number;
}

interface Call {
  source: Source;
  /** What came before the parser began. */
  findings: Finding[];
  settle: (findings: Finding[]) => void;
}

const program = fileURLToPath(new URL('./finder-process.ts', import.meta.url));

/** Sources above the largest frame of a client are not looked at. */
const maxSourceLength = 1024 * 1024;

/**
 * Parses and searches in a process of its own, started with the first call and again after it died:
 * a source can bring the parser down, and one of 1 MiB keeps it busy for half a second. The process
 * has no environment, and at most one source at a time.
 */
export function startSuggestions({ deadlineMs = 3000 }: SuggestionsOptions = {}): Suggestions {
  const calls: Call[] = [];
  let id = 0;
  let child: ChildProcess | undefined;
  let deadline: NodeJS.Timeout | undefined;
  let isClosed = false;

  const start = (): ChildProcess => {
    const started = fork(program, {
      env: {},
      execArgv: ['--max-old-space-size=512', '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    started.unref();
    started.channel?.unref();
    started.on('message', (answer: Answer) => {
      const call = calls[0];
      if (started !== child || answer.id !== id || !call) return;
      call.findings = answer.findings;
      if (answer.isLast) settleFirst();
    });
    started.on('error', () => lost(started));
    // Later than `exit`: what the process said before it died has been read.
    started.on('disconnect', () => lost(started));
    return started;
  };

  const lost = (process: ChildProcess): void => {
    if (process !== child) return;
    child = undefined;
    settleFirst();
  };

  const settleFirst = (): void => {
    clearTimeout(deadline);
    const call = calls.shift();
    call?.settle(call.findings);
    ask();
  };

  const ask = (): void => {
    const call = calls[0];
    if (!call || isClosed) return;
    child ??= start();
    const asked = child;
    id++;
    deadline = setTimeout(() => asked.kill('SIGKILL'), deadlineMs);
    asked.send({ id, source: call.source } satisfies Question, (error) => {
      if (error) asked.kill('SIGKILL');
    });
  };

  return {
    findIn: (source) =>
      new Promise((settle) => {
        if (isClosed || source.text.length > maxSourceLength) return settle([]);
        calls.push({ source, findings: [], settle });
        if (calls.length === 1) ask();
      }),
    close() {
      isClosed = true;
      clearTimeout(deadline);
      child?.kill('SIGKILL');
      child = undefined;
      for (const { findings, settle } of calls.splice(0)) settle(findings);
    },
  };
}
