import { bundle } from './bundle.ts';
import { lint } from './lint/index.ts';
import { buildModel } from './model.ts';
import { parse } from './parse.ts';
import type { Problem } from './problem.ts';
import type { Model } from './shape.ts';

/**
 * The model of a document that was not generated from: what kit and bench know of a stranger's.
 *
 * @param advise takes breaches of the milder rules
 * @throws DocumentError when the document cannot be read or breaks a rule
 */
export async function loadModel(document: string, advise: (problem: Problem) => void): Promise<Model> {
  const read = bundle(document);
  const model = buildModel(read);
  lint(read, model, advise);
  await parse(read);
  return model;
}
