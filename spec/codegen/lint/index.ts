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
import { supported } from './supported.ts';

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

/** Without these the others could not read the document. */
const first = supported;

/** Rules whose breach makes a document worse but not useless; on a stranger's document they are advice. */
const advisory = new Set(['example-valid', 'schema-keyword', 'address-parameter', 'discriminator']);

/**
 * Applies the rules that @asyncapi/parser does not know.
 *
 * @param advise takes breaches of the milder rules; absent, they count as errors
 * @throws DocumentError with every problem found
 */
export function lint(bundle: Bundle, model: Model, advise?: (problem: Problem) => void): void {
  const unreadable = first(bundle, model);
  if (unreadable.length > 0) throw new DocumentError(unreadable);
  const problems = rules.flatMap((rule) => rule(bundle, model));
  const errors = problems.filter(({ rule }) => !(advise && advisory.has(rule)));
  if (errors.length > 0) throw new DocumentError(errors);
  if (advise) problems.forEach(advise);
}
