import { evaluate } from './arithmetic.ts';
import type { BuiltIn } from './built-in.ts';

export const calculator: BuiltIn = {
  name: 'calculator',
  description: 'Adds numbers, or works out an expression such as 2 * (3 + sqrt(16)) ^ -1.',
  category: 'math',
  inputSchema: {
    type: 'object',
    properties: {
      numbers: { type: 'array', items: { type: 'number' }, description: 'Numbers to add.' },
      expression: {
        type: 'string',
        maxLength: 10_000,
        description:
          'Numbers, + - * / % ^, parentheses, pi, e, and abs, ceil, exp, floor, ln, log, max, min, round, sqrt.',
      },
    },
    oneOf: [{ required: ['numbers'] }, { required: ['expression'] }],
  },
  run({ numbers = [], expression }: { numbers?: number[]; expression?: string }) {
    const result = expression === undefined ? numbers.reduce((sum, number) => sum + number, 0) : evaluate(expression);
    if (!Number.isFinite(result)) throw new Error('The result is not a finite number.');
    return result;
  },
};
