import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';
import { lint } from './lint/index.ts';
import { buildModel } from './model.ts';
import { parse } from './parse.ts';
import type { Problem } from './problem.ts';
import type { Model } from './shape.ts';

const template = fileURLToPath(new URL('./template', import.meta.url));

export interface GenerateOptions {
  /** Path of the root file. */
  document: string;
  /** Folder to write, replaced as a whole. */
  outDir: string;
  /** Takes breaches of the milder rules; absent, they are errors. */
  advise?: (problem: Problem) => void;
  /** Told what is under way, since it takes some seconds. */
  onStep?: (step: string) => void;
}

/**
 * Reads a document, checks it, and writes types, validators, constants and model into a folder, which
 * it replaces.
 *
 * @throws DocumentError when the document cannot be read or breaks a rule; the folder is then untouched
 * @throws FolderError when the folder holds anything else
 */
export async function generate(options: GenerateOptions): Promise<Model> {
  const outDir = resolve(options.outDir);
  if (!isOurs(outDir)) throw new FolderError(options.outDir);
  options.onStep?.(`reading ${options.document}`);
  const read = bundle(options.document);
  const model = buildModel(read);
  lint(read, model, options.advise);
  options.onStep?.('checking it by the AsyncAPI schema');
  const parsed = await parse(read);
  options.onStep?.('writing types, validators and constants');
  const Generator = await loadGenerator();
  const fresh = `${outDir}.new`;
  rmSync(fresh, { recursive: true, force: true });
  for (const folder of ['types', 'validators', 'constants']) mkdirSync(join(fresh, folder), { recursive: true });
  try {
    await new Generator(template, fresh, { forceWrite: true, templateParams: { model } }).generate(parsed);
    rmSync(outDir, { recursive: true, force: true });
    renameSync(fresh, outDir);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return model;
}

/** The folder holds something that was not generated, and replacing it would lose that. */
export class FolderError extends Error {
  constructor(folder: string) {
    super(`${folder} holds files that were not generated; choose another folder for --out, or empty it first`);
    this.name = 'FolderError';
  }
}

/** A folder that is not there, is empty, or was generated before. */
function isOurs(folder: string): boolean {
  if (!existsSync(folder)) return true;
  const names = readdirSync(folder);
  return names.length === 0 || (names.includes('model.json') && names.includes('model.schema.json'));
}

/** @asyncapi/generator looks for npm itself when it is imported, and finds it through NODE_PATH. */
async function loadGenerator() {
  process.env.NODE_PATH ??= npmFolder();
  const { default: Generator } = await import('@asyncapi/generator');
  return Generator;
}

/** The folder that holds the `npm` package: npm says where it runs from, else the npm of the PATH does. */
function npmFolder(): string {
  const candidates = [
    process.env.npm_execpath,
    ...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm')),
  ];
  const found = candidates
    .filter((file) => file !== undefined && existsSync(file))
    .map((file) => resolve(dirname(realpathSync(file as string)), '../..'))
    .find((folder) => existsSync(join(folder, 'npm/package.json')));
  if (!found) throw new Error('@asyncapi/generator needs npm; run this through npm run, or put npm on the PATH');
  return found;
}
