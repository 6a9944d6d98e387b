import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, Option } from 'commander';
import { prepareFolder } from './command-run.ts';
import { planCores } from './cores.ts';
import { exitCodes } from './failure.ts';
import { countFalsePositives } from './false-positives.ts';
import { scales } from './goal-context.ts';
import { measureGoals } from './goals.ts';
import { describeMachine } from './machine.ts';
import { ProgressLines } from './progress.ts';
import { writeReports } from './report/files.ts';
import { goalCells, goalHead, type Published, renderResults } from './report/results.ts';
import { columns } from './report/terminal.ts';

const published = fileURLToPath(new URL('../RESULTS.md', import.meta.url));
const figures = fileURLToPath(new URL('../results.json', import.meta.url));

export function addGoals(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('goals')
    .description('measure every goal of the reference server and of the bench, and write RESULTS.md')
    .option('--quick', 'only show that everything ends; writes nothing')
    .option('--out <dir>', 'write the report of every run here')
    .action(async ({ quick, out }: { quick?: true; out?: string }) => {
      if (out) prepareFolder(out);
      const startedAt = new Date();
      const observer = new ProgressLines(process.stderr);
      const tell = (goal: Parameters<typeof goalCells>[0]) => observer.step(`=> ${goalCells(goal).join(' · ')}`);
      const { goals, results } = await measureGoals({ scale: scales[quick ? 'quick' : 'full'], observer, tell });
      console.log(columns([goalHead, ...goals.map(goalCells)]).join('\n'));
      for (const { measure, detail } of goals) console.log(`${measure}: ${detail}`);
      if (out) {
        for (const [name, result] of results) {
          const folder = join(out, name.replace(' ', '-'));
          mkdirSync(folder, { recursive: true });
          writeReports(result, folder);
        }
      }
      const minutes = (Date.now() - startedAt.getTime()) / 60_000;
      const placement = planCores('auto').description;
      if (!quick) {
        publish({
          goals: { startedAt: startedAt.toISOString(), machine: describeMachine(), placement, minutes, goals },
        });
      }
      finish(goals.some(({ outcome }) => outcome === 'void') ? exitCodes.void : exitCodes.valid);
    });
}

export function addFalsePositives(program: Command, finish: (exitCode: number) => void): void {
  program
    .command('aa')
    .description('compare a server with itself forty times, and count the differences that are claimed')
    .addOption(new Option('--comparisons <n>', 'how many').argParser(Number).default(40))
    .addOption(new Option('--blocks <n>', 'pairs of blocks of each').argParser(Number).default(10))
    .addOption(new Option('--duration <s>', 'length of a block').argParser(Number).default(0.4))
    .option('--subject <file>', 'manifest of the server; the reference server without it')
    .option('--quick', 'only show that it ends; writes nothing')
    .action(
      async (flags: { comparisons: number; blocks: number; duration: number; subject?: string; quick?: true }) => {
        const startedAt = new Date();
        const observer = new ProgressLines(process.stderr);
        const found = await countFalsePositives({
          comparisons: flags.quick ? 1 : flags.comparisons,
          blocks: flags.blocks,
          durationS: flags.duration,
          ...(flags.subject ? { subject: flags.subject } : {}),
          observer,
          tell: (done, claimed) => {
            const differences = claimed.map(({ measure, value }) => `${measure} ${value.toFixed(2)}×`);
            observer.step(`=> comparison ${done}: ${differences.join(', ') || 'no difference'}`);
          },
        });
        for (const { measure, claims, ratios } of found.claims)
          console.log(`${measure}: ${claims} of ${ratios.length} claim a difference`);
        console.log(
          `latencies were void in ${found.latenciesVoid} of ${found.comparisons}, and all in ${found.voided} more`,
        );
        const minutes = (Date.now() - startedAt.getTime()) / 60_000;
        const isWhole = found.comparisons === flags.comparisons;
        if (!flags.quick && isWhole) {
          publish({
            falsePositives: { startedAt: startedAt.toISOString(), machine: describeMachine(), minutes, found },
          });
        }
        finish(isWhole || flags.quick ? exitCodes.valid : exitCodes.void);
      },
    );
}

/** Puts new figures beside those of the other command. */
function publish(found: Published): void {
  const before: Published = existsSync(figures) ? JSON.parse(readFileSync(figures, 'utf8')) : {};
  const all = { ...before, ...found };
  writeFileSync(figures, `${JSON.stringify(all, null, 2)}\n`);
  writeFileSync(published, renderResults(all));
  console.log(`wrote ${published}`);
}
