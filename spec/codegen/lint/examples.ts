import { compilable, compiler } from '../ajv.ts';
import type { Bundle } from '../bundle.ts';
import { messageHome } from '../model.ts';
import { isObject, parsePointer, type Segment, valueAt } from '../pointer.ts';
import type { Problem } from '../problem.ts';
import type { JsonSchema, Model } from '../shape.ts';
import { schemas } from './schema-keywords.ts';

/** Examples and defaults must be what they are examples of. */
export function examples(bundle: Bundle, model: Model): Problem[] {
  const ajv = compiler(model.schemas);
  const breaches = (schema: JsonSchema, value: unknown, path: Segment[]): Problem[] => {
    const validate = ajv.compile(schema);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const inner = parsePointer(instancePath);
      const allowed = 'allowedValues' in params ? ` (${params.allowedValues.join(', ')})` : '';
      return {
        place: bundle.place([...path, ...inner]),
        rule: 'example-valid',
        message: `the example breaks its schema: ${inner.join('.') || 'it'} ${message}${allowed}`,
      };
    });
  };

  const seen = new Set<string>();
  const inMessages = model.profiles.flatMap(({ channels }) =>
    channels.flatMap((channel) => {
      const keys = Object.keys(
        (valueAt(bundle.document, ['channels', channel.id, 'messages']) as object | undefined) ?? {},
      );
      return keys.flatMap((key) => {
        const home = messageHome(bundle.document, channel.id, key);
        if (seen.has(home.join('/'))) return [];
        seen.add(home.join('/'));
        const list = valueAt(bundle.document, [...home, 'examples']);
        const schema = channel.messages.find(({ source, name }) => source === sourceOf(bundle, home) && name)?.schema;
        if (!Array.isArray(list) || !schema) return [];
        return list.flatMap((example, i) =>
          isObject(example) && 'payload' in example
            ? breaches({ $ref: schema }, example.payload, [...home, 'examples', i, 'payload'])
            : [],
        );
      });
    }),
  );
  const inSchemas = [...schemas(bundle.document)].flatMap(({ schema, path }) => {
    const values = Array.isArray(schema.examples)
      ? schema.examples.map((value, i) => ({ value, at: ['examples', i] }))
      : [];
    if ('default' in schema) values.push({ value: schema.default, at: ['default'] });
    const named = JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '#/schemas/'));
    return values.flatMap(({ value, at }) => breaches(compilable(named), value, [...path, ...at]));
  });
  return [...inMessages, ...inSchemas];
}

function sourceOf(bundle: Bundle, home: Segment[]): string {
  const { file, line } = bundle.place(home);
  return `${file}:${line}`;
}
