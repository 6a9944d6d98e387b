import { spawn } from 'node:child_process';
import { rankBeforeAll, usual } from './real-time.ts';

/** Whom they leave the core to: `first` go before all that the harness runs there, as far as they are allowed to. */
export type SpinnerRank = 'usual' | 'first';

/** Usual ones get a fifth of the core each when the harness wants it too. */
const usualCount = 4;
/** The first leave the core to others in between, or nothing would ever end. */
const firstMs = { busy: 18, pause: 2 };

/** Keeps a core busy; ends when whoever started it is gone, however that came about. */
const spinning = ({ busy, pause }: typeof firstMs) => `
  const parent = process.ppid;
  const flag = new Int32Array(new SharedArrayBuffer(4));
  while (process.ppid === parent) {
    for (const endMs = performance.now() + ${busy}; performance.now() < endMs; );
    if (${pause} > 0) Atomics.wait(flag, 0, 0, ${pause});
  }
`;

/** Processes that do nothing but keep one core busy. */
export function startSpinners(core: number, rank: SpinnerRank): Disposable {
  const { before } = rank === 'first' ? rankBeforeAll() : usual;
  const isFirst = before.length > 0;
  const source = spinning(isFirst ? firstMs : { ...firstMs, pause: 0 });
  const spin = ['-c', String(core), ...before, process.execPath, '-e', source];
  const count = isFirst ? 1 : usualCount;
  const processes = Array.from({ length: count }, () => spawn('taskset', spin, { stdio: 'ignore' }));
  return {
    [Symbol.dispose]: () => {
      for (const child of processes) child.kill('SIGKILL');
    },
  };
}
