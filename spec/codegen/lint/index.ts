import type { Bundle } from '../bundle.ts';
import { DocumentError, type Problem } from '../problem.ts';
import type { Model } from '../shape.ts';
import { discriminators } from './discriminators.ts';
import { examples } from './examples.ts';
import { factReferences } from './fact-references.ts';
import { factShapes } from './fact-shapes.ts';
import { operations, parameters } from './operations.ts';
import { requirements } from './requirements.ts';
import { schemaKeywords } from './schema-keywords.ts';

const rules: ((bundle: Bundle, model: Model) => Problem[])[] = [
  schemaKeywords,
  examples,
  discriminators,
  operations,
  parameters,
  factShapes,
  factReferences,
  requirements,
];

/**
 * Applies the rules that @asyncapi/parser does not know.
 *
 * @throws DocumentError with every problem found
 */
export function lint(bundle: Bundle, model: Model): void {
  const problems = rules.flatMap((rule) => rule(bundle, model));
  if (problems.length > 0) throw new DocumentError(problems);
}
