import type { Bundle } from '../bundle.ts';
import { isObject, type Segment, valueAt } from '../pointer.ts';
import type { Problem } from '../problem.ts';
import type { Model } from '../shape.ts';
import { schemas, unsupported } from './schema-keywords.ts';

/** What would be understood wrongly, or not at all, is an error: silence here would be a wrong validator. */
export function supported(bundle: Bundle, model: Model): Problem[] {
  return [...version(bundle), ...content(bundle, model), ...schemaFormats(bundle), ...keywordsAndReferences(bundle)];
}

function version({ document, place }: Bundle): Problem[] {
  if (/^3\./.test(String(document.asyncapi))) return [];
  const message = `AsyncAPI 3 is supported, this is ${String(document.asyncapi ?? 'no AsyncAPI document')}; @asyncapi/converter brings older ones up`;
  return [{ place: place(['asyncapi']), rule: 'version', message }];
}

function content({ place }: Bundle, { profiles }: Model): Problem[] {
  if (profiles.some(({ channels }) => channels.some(({ messages }) => messages.length > 0))) return [];
  const message = 'no operation sends or receives a message, so there is nothing to generate';
  return [{ place: place(['operations']), rule: 'no-messages', message }];
}

/** Payloads are JSON Schema, in AsyncAPI's own dialect or in draft-07. */
function schemaFormats({ document, place }: Bundle): Problem[] {
  const problems: Problem[] = [];
  const visit = (value: unknown, path: Segment[]): void => {
    if (!isObject(value)) return;
    const { schemaFormat } = value;
    if (
      typeof schemaFormat === 'string' &&
      !/vnd\.aai\.asyncapi|schema\+(json|yaml);version=draft-07/.test(schemaFormat)
    ) {
      const message = `payloads in ${schemaFormat} are not supported; describe them in JSON Schema`;
      problems.push({ place: place([...path, 'schemaFormat']), rule: 'schema-format', message });
    }
    for (const [key, member] of Object.entries(value)) if (key !== 'examples') visit(member, [...path, key]);
  };
  for (const part of ['components', 'channels']) visit(valueAt(document, [part]), [part]);
  return problems;
}

function keywordsAndReferences({ document, place }: Bundle): Problem[] {
  return [...schemas(document)].flatMap(({ schema, path }): Problem[] => [
    ...Object.keys(schema).flatMap((keyword) => {
      const message = unsupported.get(keyword);
      return message ? [{ place: place([...path, keyword]), rule: 'supported', message }] : [];
    }),
    ...reference(schema.$ref).map((message) => ({ place: place([...path, '$ref']), rule: 'supported', message })),
    ...pattern(schema.pattern).map((message) => ({ place: place([...path, 'pattern']), rule: 'pattern', message })),
  ]);
}

function reference(ref: unknown): string[] {
  if (typeof ref !== 'string' || /^#\/components\/schemas\/[^/]+$/.test(ref)) return [];
  return [`${ref} is not a named schema; put it under components.schemas and refer to it there`];
}

function pattern(source: unknown): string[] {
  if (typeof source !== 'string') return [];
  try {
    new RegExp(source, 'u');
    return [];
  } catch (error) {
    return [`not a regular expression: ${error instanceof Error ? error.message : error}`];
  }
}
