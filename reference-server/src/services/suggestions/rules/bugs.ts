import type { Node, NodeOf, TreeRule } from '../rule.ts';
import { dottedName, isFunction, isName, lastName, plain } from '../syntax.ts';

export const bugs: readonly TreeRule[] = [
  {
    rule: 'assignment-in-condition',
    type: 'bugs',
    title: 'Assignment in a condition',
    suggestion: 'Compare with ===, or put the assignment in parentheses of its own if it is meant.',
    reasoning:
      'A single = stores the right side and tests the value stored, so the branch no longer depends on the left.',
    confidence: 0.9,
    at: {
      IfStatement: ({ test }) => isAssignment(test) && test,
      WhileStatement: ({ test }) => isAssignment(test) && test,
      DoWhileStatement: ({ test }) => isAssignment(test) && test,
      ForStatement: ({ test }) => test !== null && isAssignment(test) && test,
    },
  },
  {
    rule: 'nan-comparison',
    type: 'bugs',
    title: 'Comparison with NaN',
    suggestion: 'Use Number.isNaN(value).',
    reasoning:
      'NaN differs from every value, itself included, so this comparison has the same result for every operand.',
    confidence: 0.99,
    at: {
      BinaryExpression: (node) => comparisons.has(node.operator) && [node.left, node.right].some(isNaNValue) && node,
    },
  },
  {
    rule: 'typeof-misspelt',
    type: 'bugs',
    title: 'typeof compared with a word that it never gives',
    suggestion: 'Correct the name of the type.',
    reasoning: 'typeof gives one of eight words; compared with any other the result never changes.',
    confidence: 0.97,
    at: {
      BinaryExpression: (node) =>
        equalities.has(node.operator) &&
        [
          [node.left, node.right],
          [node.right, node.left],
        ].some(([one, other]) => isTypeof(one) && isOtherThanTypeName(other)) &&
        node,
    },
  },
  {
    rule: 'unreachable-code',
    type: 'bugs',
    title: 'Code that is never reached',
    suggestion: 'Remove the statement, or move it before the one that leaves.',
    reasoning: 'The statement before it always leaves the block.',
    confidence: 0.9,
    at: {
      BlockStatement: ({ body }) => firstUnreachable(body),
      SwitchCase: ({ consequent }) => firstUnreachable(consequent),
    },
  },
  {
    rule: 'async-in-for-each',
    type: 'bugs',
    title: 'async callback in forEach',
    suggestion: 'Use for…of with await, or await Promise.all(list.map(…)).',
    reasoning:
      'forEach waits for nothing: the code behind it runs before the callbacks end, and their errors are lost.',
    confidence: 0.88,
    at: {
      CallExpression: (node) => lastName(node.callee) === 'forEach' && isAsync(node.arguments[0]) && node,
    },
  },
  {
    rule: 'async-executor',
    type: 'bugs',
    title: 'async executor of a Promise',
    suggestion: 'Do the asynchronous work in an async function and return its promise.',
    reasoning: 'What an async executor throws rejects a promise that nobody holds, and the outer one stays pending.',
    confidence: 0.92,
    at: {
      NewExpression: (node) => isName(node.callee, 'Promise') && isAsync(node.arguments[0]) && node,
    },
  },
  {
    rule: 'duplicate-key',
    type: 'bugs',
    title: 'Key given twice in one object',
    suggestion: 'Remove or rename one of the two.',
    reasoning: 'The later value silently replaces the earlier one.',
    confidence: 0.95,
    at: { ObjectExpression: ({ properties }) => secondOfKey(properties) },
  },
];

const comparisons: ReadonlySet<string> = new Set(['==', '===', '!=', '!==', '<', '>', '<=', '>=']);
const equalities: ReadonlySet<string> = new Set(['==', '===', '!=', '!==']);
const typeNames: ReadonlySet<unknown> = new Set([
  'undefined',
  'object',
  'boolean',
  'number',
  'bigint',
  'string',
  'symbol',
  'function',
]);
const leaving: ReadonlySet<string> = new Set([
  'ReturnStatement',
  'ThrowStatement',
  'BreakStatement',
  'ContinueStatement',
]);
/** Statements that count wherever they stand. */
const hoisted: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'TSTypeAliasDeclaration',
  'TSInterfaceDeclaration',
  'EmptyStatement',
]);

function isAssignment(node: Node): boolean {
  return node.type === 'AssignmentExpression' && node.operator === '=';
}

function isNaNValue(node: Node): boolean {
  return ['NaN', 'Number.NaN'].includes(dottedName(node));
}

function isTypeof(node: Node | undefined): boolean {
  const inner = node && plain(node);
  return inner?.type === 'UnaryExpression' && inner.operator === 'typeof';
}

function isOtherThanTypeName(node: Node | undefined): boolean {
  const inner = node && plain(node);
  return inner?.type === 'Literal' && !typeNames.has(inner.value);
}

function isAsync(node: Node | undefined): boolean {
  const inner = node && plain(node);
  return inner !== undefined && isFunction(inner) && inner.async;
}

function firstUnreachable(statements: readonly Node[]): Node | undefined {
  const last = statements.findIndex(({ type }) => leaving.has(type));
  if (last < 0) return undefined;
  return statements.slice(last + 1).find((statement) => !hoisted.has(statement.type) && !isBareVar(statement));
}

function isBareVar(node: Node): boolean {
  return (
    node.type === 'VariableDeclaration' && node.kind === 'var' && node.declarations.every(({ init }) => init === null)
  );
}

function secondOfKey(properties: NodeOf<'ObjectExpression'>['properties']): Node | undefined {
  const seen = new Set<string>();
  return properties.find((property) => {
    if (property.type !== 'Property' || property.computed || property.kind !== 'init') return false;
    const { key } = property;
    const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : undefined;
    if (name === undefined) return false;
    if (seen.has(name)) return true;
    seen.add(name);
    return false;
  });
}
