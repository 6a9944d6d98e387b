import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { type Coverage, coverage } from './coverage.ts';
import { generate } from './generate.ts';
import type { Problem } from './problem.ts';
import { type Difference, readTypes, roundTrip } from './round-trip.ts';

export interface CheckResult {
  coverage: Coverage[];
  /** Types that do not say what their schema says. */
  differences: Difference[];
  /** Generated files that are missing, stale or left over, relative to the folder. */
  drift: string[];
  problems: Problem[];
}

/**
 * Everything that must be true of the document and of what was generated from it.
 *
 * @throws DocumentError when the document itself is broken
 */
export async function check(options: { document: string; generatedDir: string }): Promise<CheckResult> {
  const fresh = mkdtempSync(join(tmpdir(), 'agentwire-generated-'));
  try {
    const model = await generate({ document: options.document, outDir: fresh });
    const covered = coverage(bundle(options.document), model);
    return {
      coverage: covered,
      differences: roundTrip(model, readTypes(model, join(fresh, 'types'))),
      drift: drift(fresh, options.generatedDir),
      problems: covered.flatMap(({ problems }) => problems),
    };
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function drift(fresh: string, committed: string): string[] {
  const expected = contents(fresh);
  const found = contents(committed);
  return [...new Set([...expected.keys(), ...found.keys()])]
    .filter((path) => expected.get(path) !== found.get(path))
    .sort();
}

function contents(folder: string): Map<string, string> {
  let names: string[] = [];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const files = names.filter((name) => /\.[a-z]+$/.test(name));
  return new Map(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
