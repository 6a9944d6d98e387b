import type { Model } from '../shape.ts';
import { printConstants } from './constants.ts';
import type { OutputFile } from './file.ts';
import { printModel } from './model.ts';
import { printTypes } from './types.ts';
import { printValidators } from './validators.ts';

/** Everything that is generated from a model. */
export async function print(model: Model): Promise<OutputFile[]> {
  return [...printModel(model), ...printTypes(model), ...printConstants(model), ...(await printValidators(model))];
}
