import { readdirSync } from 'node:fs';
import type { FaultFacts } from '../src/services/control.ts';
import type { Fault } from './fault.ts';

/** `heartbeat/no-ping`: a file in the folder of its kind. */
const names = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^[^/]+\/[^/]+\.ts$/.test(file))
  .map((file) => file.replace(/\.ts$/, ''))
  .sort();

/** Every fault there is. */
export const faults: readonly (Fault & FaultFacts)[] = await Promise.all(
  names.map(async (name) => {
    const { fault } = (await import(`./${name}.ts`)) as { fault: Fault };
    return { name, ...fault };
  }),
);
