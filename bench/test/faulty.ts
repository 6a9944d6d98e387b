import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A running server with one known fault, `peers/faulty.mjs`. */
export interface Faulty {
  pid: number;
  /** What points the bench to it. */
  args: string[];
  /** Settles when it has handled the publication that `--announce` names. */
  announced: Promise<void>;
  [Symbol.dispose](): void;
}

export async function startFaulty(fault: readonly string[]): Promise<Faulty> {
  const script = fileURLToPath(new URL('../peers/faulty.mjs', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [script, ...fault], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('no stdout');
  const lines = createInterface({ input: child.stdout });
  const ready = await new Promise<{ url: string; publishUrl: string }>((resolve, reject) => {
    lines.once('line', (line) => resolve(JSON.parse(line)));
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  return {
    pid: child.pid ?? 0,
    args: ['--url', `${ready.url}/cloud`, '--publish-url', ready.publishUrl],
    announced: new Promise((resolve) => lines.once('line', () => resolve())),
    [Symbol.dispose]: () => child.kill('SIGKILL'),
  };
}
