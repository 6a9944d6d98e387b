import { type AsyncAPIDocumentInterface, Parser } from '@asyncapi/parser';
import type { Bundle } from './bundle.ts';
import { DocumentError } from './problem.ts';

/** Rules of the parser that say nothing about a bundled document. */
const off = ['asyncapi-latest-version', 'asyncapi-unused-component', 'asyncapi-id', 'asyncapi-info-contact'];

/**
 * Validates a bundled document by @asyncapi/parser.
 *
 * @throws DocumentError with the parser's errors, each at its place in the source files
 */
export async function parse(bundle: Bundle): Promise<AsyncAPIDocumentInterface> {
  const { document, diagnostics } = await new Parser().parse(JSON.stringify(bundle.document));
  const problems = diagnostics
    .filter(({ severity, code }) => severity === 0 && !off.includes(String(code)))
    .map(({ code, message, path }) => ({ place: bundle.place(path), rule: String(code), message }));
  if (problems.length > 0) throw new DocumentError(problems);
  if (!document) {
    const message = 'the parser could not read the document and gave no reason';
    throw new DocumentError([{ place: bundle.place([]), rule: 'asyncapi', message }]);
  }
  return document;
}
