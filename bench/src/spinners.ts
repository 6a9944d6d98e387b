import { spawn } from 'node:child_process';

/** So many processes that do nothing but keep one core busy. */
export function startSpinners(count: number, core: number): Disposable {
  const spin = ['-c', String(core), process.execPath, '-e', 'for (;;);'];
  const processes = Array.from({ length: count }, () => spawn('taskset', spin, { stdio: 'ignore' }));
  return {
    [Symbol.dispose]: () => {
      for (const child of processes) child.kill('SIGKILL');
    },
  };
}
