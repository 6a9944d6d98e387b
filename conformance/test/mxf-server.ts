import { readFileSync } from 'node:fs';
import { subject } from './kit.ts';

/** The source of the minimal mxf server with parts replaced; it runs in the folder of the subjects. */
export function minimalMxf(faults: Record<string, string> = {}): string {
  let source = readFileSync(subject('minimal-mxf.mjs'), 'utf8');
  for (const [right, wrong] of Object.entries(faults)) {
    if (!source.includes(right)) throw new Error(`the minimal mxf server has no ${right}`);
    source = source.replace(right, () => wrong);
  }
  return source;
}
