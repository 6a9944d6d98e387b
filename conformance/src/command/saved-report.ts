import { readFileSync } from 'node:fs';
import { usageError } from '../exit.ts';
import { isObject } from '../json.ts';
import type { Report } from '../report/report.ts';

/** The canonical report of an earlier run. @throws ExitError (2) */
export function readReport(file: string): Report {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw usageError(
      missing
        ? `no report at ${file}; a run writes conformance-report/report.json unless --report says otherwise`
        : `${file} is no JSON: ${(error as Error).message}`,
    );
  }
  const { reportVersion, checks, requirements } = isObject(value) ? value : {};
  if (reportVersion !== 1 || !Array.isArray(checks) || !Array.isArray(requirements)) {
    throw usageError(`${file} is no report of this kit; take report.json (--report json), of version 1`);
  }
  return value as unknown as Report;
}
