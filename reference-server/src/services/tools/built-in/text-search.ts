import type { BuiltIn } from './built-in.ts';

export const textSearch: BuiltIn = {
  name: 'text_search',
  description: 'Finds a word or a regular expression in a text, with line and column of each match.',
  category: 'text',
  inputSchema: {
    type: 'object',
    properties: {
      text: { type: 'string' },
      pattern: { type: 'string', minLength: 1, maxLength: 1000 },
      isRegularExpression: { type: 'boolean', default: false, description: 'In the syntax of JavaScript.' },
      ignoreCase: { type: 'boolean', default: false },
      limit: { type: 'integer', minimum: 1, maximum: 1000, default: 100 },
    },
    required: ['text', 'pattern'],
  },
  run({ text, pattern, isRegularExpression = false, ignoreCase = false, limit = 100 }: Search) {
    const source = isRegularExpression ? pattern : pattern.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    const expression = new RegExp(source, ignoreCase ? 'giu' : 'gu');
    const matches: { line: number; column: number; match: string }[] = [];
    let line = 1;
    let lineStart = 0;
    for (const { 0: match, index } of text.matchAll(expression)) {
      for (let end = text.indexOf('\n', lineStart); end >= 0 && end < index; end = text.indexOf('\n', lineStart)) {
        line++;
        lineStart = end + 1;
      }
      matches.push({ line, column: index - lineStart + 1, match });
      if (matches.length === limit) break;
    }
    return matches;
  },
};

interface Search {
  text: string;
  pattern: string;
  isRegularExpression?: boolean;
  ignoreCase?: boolean;
  limit?: number;
}
