import { bundle } from './bundle.ts';
import { lint } from './lint/index.ts';
import { buildModel } from './model.ts';
import { parse } from './parse.ts';
import type { Problem } from './problem.ts';
import type { Model } from './shape.ts';

export { DocumentError, formatProblem } from './problem.ts';

/**
 * The model of a document, checked but not written anywhere: for tools that judge or load a server by a
 * document which is not ours.
 *
 * @param document path of the root file
 * @param advise takes breaches of the milder rules
 * @throws DocumentError when the document cannot be read or breaks a rule
 */
export async function loadModel(document: string, advise: (problem: Problem) => void = () => {}): Promise<Model> {
  const read = bundle(document);
  const model = buildModel(read);
  lint(read, model, advise);
  await parse(read);
  return model;
}
