import { maxDiffBytes, unifiedDiff } from '../../projects/unified-diff.ts';
import type { BuiltIn } from './built-in.ts';

export const textDiff: BuiltIn = {
  name: 'text_diff',
  description: 'The unified diff that turns one text into another, as patch takes it; empty when they are the same.',
  category: 'text',
  inputSchema: {
    type: 'object',
    properties: {
      before: { type: 'string' },
      after: { type: 'string' },
      name: { type: 'string', maxLength: 200, pattern: '^[^\\r\\n]*$', default: 'text' },
    },
    required: ['before', 'after'],
  },
  run({ before, after, name = 'text' }: { before: string; after: string; name?: string }) {
    if (before === after) return '';
    const diff = unifiedDiff({ filePath: name, before, after });
    if (diff === undefined) throw new Error(`Texts and diff have at most ${maxDiffBytes} bytes.`);
    return diff;
  },
};
