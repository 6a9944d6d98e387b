import type { Model } from '@agentwire/generated/model';
import { Failure } from './failure.ts';

/** Not a literal, so that the bench type-checks and runs without the package, whose parser is large. */
const loader = '@agentwire/spec/load';

/** Our document's model, or that of a stranger's. @throws Failure `usage` */
export async function readModel(file: string | undefined): Promise<Model> {
  if (file === undefined) return (await import('@agentwire/generated/model')).model;
  try {
    const { loadModel } = await import(loader);
    return await loadModel(file, () => {});
  } catch (error) {
    throw new Failure('usage', `--spec ${file}: ${(error as Error).message}`);
  }
}
