import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';
import { lint } from './lint/index.ts';
import { buildModel } from './model.ts';
import { parse } from './parse.ts';
import type { Model } from './shape.ts';

const template = fileURLToPath(new URL('./template', import.meta.url));

/**
 * Reads a document, checks it, and writes types, validators, constants and model into a folder, which
 * it replaces.
 *
 * @throws DocumentError when the document cannot be read or breaks a rule; the folder is then untouched
 */
export async function generate(options: { document: string; outDir: string }): Promise<Model> {
  const outDir = resolve(options.outDir);
  const read = bundle(options.document);
  const model = buildModel(read);
  lint(read, model);
  const parsed = await parse(read);
  rmSync(outDir, { recursive: true, force: true });
  for (const folder of ['types', 'validators', 'constants']) mkdirSync(join(outDir, folder), { recursive: true });
  const Generator = await loadGenerator();
  await new Generator(template, outDir, { forceWrite: true, templateParams: { model } }).generate(parsed);
  return model;
}

/**
 * @asyncapi/generator looks for the global npm when it is imported and finds it through NODE_PATH; under
 * `npm run` npm says where it is.
 */
async function loadGenerator() {
  process.env.NODE_PATH ??= process.env.npm_execpath
    ? resolve(dirname(process.env.npm_execpath), '../..')
    : execFileSync('npm', ['root', '-g'], { encoding: 'utf8' }).trim();
  const { default: Generator } = await import('@asyncapi/generator');
  return Generator;
}
