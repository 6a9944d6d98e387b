import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import { Command } from 'commander';
import { type CheckResult, check } from './check.ts';
import { buildDocs } from './docs/build.ts';
import { FolderError, generate } from './generate.ts';
import { directionsOf, unionName } from './print/types.ts';
import { DocumentError, formatProblem, type Problem } from './problem.ts';
import type { Model } from './shape.ts';

const ourDocument = fileURLToPath(new URL('../asyncapi.yaml', import.meta.url));
const ourDocs = fileURLToPath(new URL('../../docs', import.meta.url));
const ourOutput = fileURLToPath(new URL('../../generated/src', import.meta.url));

/** Folder of the document that is read; problems are told with paths that can be opened. */
let root = dirname(ourDocument);

function told(problem: Problem): string {
  return formatProblem(problem, relative(process.cwd(), root));
}

/** Exit codes: 0 all well, 1 a check or the generator failed, 2 usage or a broken document. */
const program = new Command('agentwire-spec')
  .description('Reads the AsyncAPI document and generates code from it.')
  .exitOverride();

program
  .command('generate', { isDefault: true })
  .description('write types, validators, constants and the model of a document')
  .argument('[document]', 'AsyncAPI 3 document', ourDocument)
  .option('--out <dir>', 'folder to write, replaced as a whole; required for a document of your own')
  .addHelpText(
    'after',
    '\nExamples:\n  npm run generate\n  npm run generate -- path/to/asyncapi.yaml --out path/to/generated',
  )
  .action(async (given: string, options: { out?: string }) => {
    const document = given === ourDocument ? given : relative(process.cwd(), given) || given;
    const out = options.out ?? (document === ourDocument ? ourOutput : undefined);
    if (!out) return fail('say where to write: --out <dir>');
    const startedMs = performance.now();
    const isOurs = document === ourDocument;
    root = dirname(document);
    const advise = (problem: Problem) => console.error(styleText('yellow', `note: ${told(problem)}`));
    const onStep = (step: string) => console.error(step);
    const model = await generate({ document, outDir: out, onStep, ...(isOurs ? {} : { advise }) });
    const messages = model.profiles.flatMap(({ channels }) => channels.flatMap((channel) => channel.messages)).length;
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    const names = model.profiles.map(({ id }) => id).join(', ');
    console.log(`generated ${names}: ${messages} messages into ${relative(process.cwd(), out) || out} in ${seconds} s`);
    if (!isOurs) console.log(usageOf(model, out));
  });

program
  .command('check')
  .description('lint our document, compare the generated code with it, prove the types, report coverage')
  .action(async () => {
    const result = await check({ document: ourDocument, generatedDir: ourOutput });
    report(result);
    if (result.problems.length + result.differences.length + result.drift.length > 0) process.exitCode = 1;
  });

program
  .command('docs')
  .description('write the documentation: the document, and a page for each profile')
  .option('--out <dir>', 'folder to write, replaced as a whole', ourDocs)
  .action((options: { out: string }) => {
    const index = buildDocs({ document: ourDocument, outDir: options.out });
    console.log(`wrote ${relative(process.cwd(), index)}`);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof DocumentError) fail(error.problems.map(told).join('\n'));
  else if (error instanceof FolderError) fail(error.message);
  else if (error instanceof Error && 'exitCode' in error) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    console.error(`agentwire-spec failed: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}

/** How a program of the caller's takes what was written. */
function usageOf({ profiles }: Model, out: string): string {
  const folder = relative(process.cwd(), out);
  const from = (path: string) => `'${folder.startsWith('..') ? '' : './'}${join(folder, path)}'`;
  const lines = profiles.flatMap((profile) => {
    const channel = profile.channels.find((one) => directionsOf(one).length > 0);
    const [direction] = channel ? directionsOf(channel) : [];
    if (!channel || direction === undefined) return [];
    const union = unionName(channel, direction);
    return [
      `  import type { ${union} } from ${from(`types/${profile.id}.ts`)};`,
      `  import { check${union} } from ${from(`validators/${profile.id}.js`)};`,
    ];
  });
  return ['to use them, from a file in this folder:', ...lines].join('\n');
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 2;
}

function report({ coverage, differences, drift, problems }: CheckResult): void {
  console.log('profile    messages  behaviours  excused  requirements  checked  excused  client  unchecked');
  for (const { profile, messages, behaviours, requirements } of coverage) {
    const cells = [
      `${messages.present}/${messages.indexed}`.padStart(8),
      `${behaviours.covered}/${behaviours.indexed}`.padStart(10),
      String(behaviours.excused).padStart(7),
      String(requirements.total).padStart(12),
      String(requirements.checked).padStart(7),
      String(requirements.excused).padStart(7),
      String(requirements.clientParty).padStart(6),
      String(requirements.unchecked).padStart(9),
    ];
    console.log(`${profile.padEnd(10)} ${cells.join('  ')}`);
  }
  for (const { requirement, reason, note } of coverage.flatMap(({ excuses }) => excuses)) {
    console.log(`excused: ${requirement}, ${reason}: ${note}`);
  }
  console.log(`types: ${differences.length} differences to the schemas`);
  for (const problem of problems) console.error(styleText('red', told(problem)));
  for (const { type, path, schema, typed } of differences) {
    console.error(
      styleText('red', `${type} ${path}: the schema says ${JSON.stringify(schema)}, the type ${JSON.stringify(typed)}`),
    );
  }
  for (const path of drift) console.error(styleText('red', `generated/src/${path} is not what the document says`));
  if (drift.length > 0) console.error('Run npm run generate and commit the result.');
}
