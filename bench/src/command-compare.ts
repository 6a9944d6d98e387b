import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { Failure } from './failure.ts';
import { assertComparable, comparedHead, comparedRows, compareNote, renderComparison } from './report/compare.ts';
import { bold, columns } from './report/terminal.ts';
import type { RunResult } from './result.ts';

export function addCompare(program: Command): void {
  program
    .command('compare')
    .description('hold two results of the same work against each other')
    .argument('<before>', 'result.json of a run')
    .argument('<after>', 'result.json of another run of the same work')
    .option('--out <file>', 'write one page with both here')
    .action((before: string, after: string, flags: { out?: string }) => {
      const compared = { before: readResult(before), after: readResult(after) };
      assertComparable(compared);
      const [head = '', ...lines] = columns([comparedHead(compared), ...comparedRows(compared)]);
      console.log([bold(head), ...lines, compareNote].join('\n'));
      if (!flags.out) return;
      writeFileSync(flags.out, renderComparison(compared));
      console.log(`wrote ${flags.out}`);
    });
}

/** @throws Failure `usage` */
function readResult(file: string): RunResult {
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'));
    if (result.format === 'agentwire-bench/2') return result;
  } catch (error) {
    throw new Failure('usage', `cannot read the result ${file}: ${(error as Error).message}`);
  }
  throw new Failure('usage', `${file} is no result of this bench`);
}
