import type { Node, TreeRule } from '../rule.ts';
import { dottedName, isFunction, isInLoop, isName, lastName, plain } from '../syntax.ts';

export const optimizations: readonly TreeRule[] = [
  {
    rule: 'copy-in-loop',
    type: 'optimizations',
    title: 'List or object copied in each turn',
    suggestion: 'Add to it in place: push, or set the member.',
    reasoning: 'Each turn copies all that was gathered before, so the time grows with the square of the length.',
    confidence: 0.87,
    at: {
      AssignmentExpression: (node, place) =>
        node.operator === '=' &&
        node.left.type === 'Identifier' &&
        isCopyOf(node.right, node.left.name) &&
        isInLoop(place, node) &&
        node,
      CallExpression: (node) => lastName(node.callee) === 'reduce' && gathersByCopy(node.arguments[0]) && node,
    },
  },
  {
    rule: 'json-clone',
    type: 'optimizations',
    title: 'Copy by way of JSON',
    suggestion: 'Use structuredClone(value).',
    reasoning: 'The text is made and read again only to be thrown away; dates, maps and undefined are lost on the way.',
    confidence: 0.9,
    at: {
      CallExpression: (node) => {
        const [given, ...more] = node.arguments;
        if (dottedName(node.callee) !== 'JSON.parse' || given === undefined || more.length > 0) return undefined;
        const inner = plain(given);
        return (
          inner.type === 'CallExpression' &&
          dottedName(inner.callee) === 'JSON.stringify' &&
          inner.arguments.length === 1 &&
          node
        );
      },
    },
  },
  {
    rule: 'filter-for-one',
    type: 'optimizations',
    title: 'Whole list filtered for one answer',
    suggestion: 'Use find for the first element, some to ask whether there is one.',
    reasoning: 'filter reads the whole list and makes a new one; find and some stop at the first match.',
    confidence: 0.85,
    at: {
      MemberExpression: (node) => node.computed && isNumber(node.property, 0) && isFilterCall(node.object) && node,
      BinaryExpression: ({ left, operator, right }) => {
        const length = plain(left);
        return (
          length.type === 'MemberExpression' &&
          lastName(length) === 'length' &&
          isFilterCall(length.object) &&
          ['>', '===', '!==', '==', '!='].includes(operator) &&
          isNumber(right, 0) &&
          length
        );
      },
    },
  },
];

/** `[...name, …]`, `{ ...name, … }` or `name.concat(…)`. */
function isCopyOf(node: Node, name: string): boolean {
  const inner = plain(node);
  if (inner.type === 'CallExpression') return dottedName(inner.callee) === `${name}.concat`;
  const [first] =
    inner.type === 'ArrayExpression' ? inner.elements : inner.type === 'ObjectExpression' ? inner.properties : [];
  return first?.type === 'SpreadElement' && isName(first.argument, name);
}

function gathersByCopy(callback: Node | undefined): boolean {
  if (callback === undefined || !isFunction(callback)) return false;
  const [gathered] = callback.params;
  const body = returned(callback.body);
  return gathered?.type === 'Identifier' && body !== undefined && isCopyOf(body, gathered.name);
}

/** The expression of an arrow, or of the `return` that is a body's only statement. */
function returned(body: Node | null): Node | undefined {
  if (body?.type !== 'BlockStatement') return body ?? undefined;
  const [first] = body.body;
  return first?.type === 'ReturnStatement' ? (first.argument ?? undefined) : undefined;
}

function isFilterCall(node: Node): boolean {
  const inner = plain(node);
  return inner.type === 'CallExpression' && lastName(inner.callee) === 'filter' && inner.arguments.length === 1;
}

function isNumber(node: Node, value: number): boolean {
  return node.type === 'Literal' && node.value === value;
}
