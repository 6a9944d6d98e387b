import { jsonpath } from 'json-p3';
import type { BuiltIn } from './built-in.ts';

export const jsonQuery: BuiltIn = {
  name: 'json_query',
  description: 'Finds values in JSON by a JSONPath of RFC 9535, such as $.orders[?@.total > 10].id.',
  category: 'data',
  inputSchema: {
    type: 'object',
    properties: {
      document: { description: 'Any JSON value.' },
      path: { type: 'string', maxLength: 1000 },
    },
    required: ['document', 'path'],
  },
  run({ document, path }: { document: never; path: string }) {
    return jsonpath.query(path, document).values();
  },
};
