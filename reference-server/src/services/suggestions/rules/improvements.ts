import type { Node, Place, TreeRule } from '../rule.ts';
import { plain } from '../syntax.ts';

/** Lines above which a function counts as long. */
const maxFunctionLines = 80;
const maxParameters = 5;

export const improvements: readonly TreeRule[] = [
  {
    rule: 'var-declaration',
    type: 'improvements',
    title: 'Variable declared with var',
    suggestion: 'Use const, or let where the value changes.',
    reasoning: 'A var is known in the whole function and before its line, so mistakes stay unseen.',
    confidence: 0.9,
    at: { VariableDeclaration: (node) => node.kind === 'var' && !node.declare && node },
  },
  {
    rule: 'unused-import',
    type: 'improvements',
    title: 'Import that is never used',
    suggestion: 'Remove it.',
    reasoning: 'The name appears nowhere else in the file; readers and bundlers follow it for nothing.',
    confidence: 0.88,
    at: {
      ImportSpecifier: (node, place) => isUnused(node.local.name, place) && node,
      ImportDefaultSpecifier: (node, place) => isUnused(node.local.name, place) && node,
      ImportNamespaceSpecifier: (node, place) => isUnused(node.local.name, place) && node,
    },
  },
  {
    rule: 'long-function',
    type: 'improvements',
    title: 'Very long function',
    suggestion: 'Give its steps functions with names of their own.',
    reasoning: `It has more than ${maxFunctionLines} lines; nobody holds that many in mind at once.`,
    confidence: 0.8,
    at: {
      FunctionDeclaration: (node, place) => isLong(node, place) && node,
      FunctionExpression: (node, place) => isLong(node, place) && node,
      ArrowFunctionExpression: (node, place) => isLong(node, place) && node,
    },
  },
  {
    rule: 'nested-conditional',
    type: 'improvements',
    title: 'Conditional expression inside another',
    suggestion: 'Use if statements, or a table.',
    reasoning: 'It is hard to see which : belongs to which ?.',
    confidence: 0.75,
    at: {
      ConditionalExpression: (node) =>
        [node.test, node.consequent].some((part) => plain(part).type === 'ConditionalExpression') && node,
    },
  },
  {
    rule: 'many-parameters',
    type: 'improvements',
    title: 'Function with many parameters',
    suggestion: 'Take one object with named members.',
    reasoning: `With more than ${maxParameters} parameters a call no longer says which value is which.`,
    confidence: 0.7,
    at: {
      FunctionDeclaration: (node) => node.params.length > maxParameters && node,
      FunctionExpression: (node) => node.params.length > maxParameters && node,
      ArrowFunctionExpression: (node) => node.params.length > maxParameters && node,
    },
  },
];

/** React is used by JSX without being named. */
function isUnused(name: string, { names }: Place): boolean {
  return names !== undefined && !names.has(name) && name !== 'React';
}

function isLong({ start, end }: Node, { lineAt }: Place): boolean {
  return lineAt(end) - lineAt(start) >= maxFunctionLines;
}
