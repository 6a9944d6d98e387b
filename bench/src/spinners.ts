import { spawn } from 'node:child_process';

/** Ends when whoever started it is gone, however that came about. */
const spinning = `
  const parent = process.ppid;
  while (process.ppid === parent) for (let turn = 0; turn < 1e6; turn++);
`;

/** So many processes that do nothing but keep one core busy. */
export function startSpinners(count: number, core: number): Disposable {
  const spin = ['-c', String(core), process.execPath, '-e', spinning];
  const processes = Array.from({ length: count }, () => spawn('taskset', spin, { stdio: 'ignore' }));
  return {
    [Symbol.dispose]: () => {
      for (const child of processes) child.kill('SIGKILL');
    },
  };
}
