import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeHistogram } from '../histogram.ts';
import type { RunResult } from '../result.ts';
import { renderHtml } from './html.ts';
import { renderMarkdown } from './markdown.ts';

/** Everything that can be made of a result, in one folder that exists; returns the names. */
export function writeReports(result: RunResult, folder: string): string {
  const files: [name: string, content: string][] = [
    ['result.json', `${JSON.stringify(result, null, 2)}\n`],
    ['report.html', renderHtml(result)],
    ['report.md', renderMarkdown(result)],
    ...result.sides
      .filter(({ response }) => response.count > 0)
      .map(({ side, responseHistogram }): [string, string] => [
        `${side.replaceAll(/[^\w-]/g, '_')}.hgrm`,
        decodeHistogram(responseHistogram).percentileDistribution(),
      ]),
  ];
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
  return files.map(([name]) => join(folder, name)).join(', ');
}
