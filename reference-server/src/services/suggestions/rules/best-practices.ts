import type { Node, TreeRule } from '../rule.ts';
import { plain } from '../syntax.ts';

export const bestPractices: readonly TreeRule[] = [
  {
    rule: 'loose-equality',
    type: 'best_practices',
    title: 'Comparison with == or !=',
    suggestion: 'Use === or !==.',
    reasoning:
      "== converts its operands first: '' == 0 and '0' == false are true. Against null it is of use and left alone.",
    confidence: 0.85,
    at: {
      BinaryExpression: (node) =>
        (node.operator === '==' || node.operator === '!=') &&
        ![node.left, node.right].some((side) => isNull(side) || isTypeof(side)) &&
        node,
    },
  },
  {
    rule: 'empty-catch',
    type: 'best_practices',
    title: 'Error swallowed',
    suggestion: 'Handle the error, or say in a comment why it may be ignored.',
    reasoning: 'Nobody learns that something failed, nor what.',
    confidence: 0.86,
    at: {
      CatchClause: (node, { text }) => text.slice(node.body.start + 1, node.body.end - 1).trim() === '' && node,
    },
  },
  {
    rule: 'debugger-statement',
    type: 'best_practices',
    title: 'debugger statement',
    suggestion: 'Remove it.',
    reasoning: 'It stops the program wherever a debugger is attached.',
    confidence: 0.97,
    at: { DebuggerStatement: (node) => node },
  },
  {
    rule: 'thrown-literal',
    type: 'best_practices',
    title: 'Something thrown that is no Error',
    suggestion: 'Throw new Error(…).',
    reasoning: 'It carries no stack, and handlers that read message or name find nothing.',
    confidence: 0.92,
    at: {
      ThrowStatement: (node) =>
        ['Literal', 'TemplateLiteral', 'ObjectExpression'].includes(plain(node.argument).type) && node,
    },
  },
];

function isNull(node: Node): boolean {
  const inner = plain(node);
  return inner.type === 'Literal' && inner.value === null && inner.raw === 'null';
}

function isTypeof(node: Node): boolean {
  const inner = plain(node);
  return inner.type === 'UnaryExpression' && inner.operator === 'typeof';
}
