import { visitorKeys } from 'oxc-parser';
import type { Node, NodeOf, Place } from './rule.ts';

/** Nodes that `within` looks at, so that a rule's work on one node is bounded. */
const maxWithin = 500;

/** The children of a node in the order of the source. */
export function childrenOf(node: Node): Node[] {
  const members = node as unknown as Record<string, Node | (Node | null)[] | null | undefined>;
  return (visitorKeys[node.type] ?? [])
    .flatMap((key) => members[key])
    .filter((child) => child !== null && child !== undefined);
}

/** What is left of an expression without parentheses and assertions of type. */
export function plain(node: Node): Node {
  let inner = node;
  while (
    inner.type === 'ParenthesizedExpression' ||
    inner.type === 'TSAsExpression' ||
    inner.type === 'TSSatisfiesExpression' ||
    inner.type === 'TSNonNullExpression' ||
    inner.type === 'ChainExpression'
  ) {
    inner = inner.expression;
  }
  return inner;
}

export function isName(node: Node | null | undefined, name: string): boolean {
  return node?.type === 'Identifier' && node.name === name;
}

/** `a.b.c` of a chain of at most three names, otherwise ''. */
export function dottedName(node: Node): string {
  const inner = plain(node);
  if (inner.type === 'Identifier') return inner.name;
  if (inner.type !== 'MemberExpression' || inner.computed) return '';
  const object = plain(inner.object);
  if (object.type === 'MemberExpression' && plain(object.object).type === 'MemberExpression') return '';
  const left = dottedName(object);
  return left && `${left}.${lastName(inner)}`;
}

/** The name by which a member is taken: `c` of `a().b.c`, and a plain name itself; otherwise ''. */
export function lastName(node: Node): string {
  const inner = plain(node);
  if (inner.type === 'Identifier') return inner.name;
  if (inner.type !== 'MemberExpression' || inner.computed) return '';
  return inner.property.type === 'Identifier' ? inner.property.name : '';
}

/** The text of a literal or of a template without expressions. */
export function literalText(node: Node | undefined): string | undefined {
  const inner = node && plain(node);
  if (inner?.type === 'Literal' && typeof inner.value === 'string') return inner.value;
  if (inner?.type === 'TemplateLiteral' && inner.expressions.length === 0) return inner.quasis[0]?.value.raw;
  return undefined;
}

/** The text with which an expression begins that is put together of text and values; undefined for any other. */
export function builtText(node: Node | undefined): string | undefined {
  const inner = node && plain(node);
  if (inner?.type === 'TemplateLiteral' && inner.expressions.length > 0) return inner.quasis[0]?.value.raw;
  if (inner?.type !== 'BinaryExpression' || inner.operator !== '+') return undefined;
  let left: Node = inner;
  let onlyText = true;
  while (left.type === 'BinaryExpression' && left.operator === '+') {
    if (literalText(left.right) === undefined) onlyText = false;
    left = plain(left.left);
  }
  return onlyText ? undefined : (literalText(left) ?? builtText(left));
}

export function isFunction(node: Node): node is NodeOf<'FunctionDeclaration' | 'ArrowFunctionExpression'> {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  );
}

/** The function that runs a node, or undefined at the top of the file. */
export function functionAround({ ancestors }: Place): Node | undefined {
  return ancestors.find(isFunction);
}

const loops: ReadonlySet<string> = new Set([
  'ForStatement',
  'ForOfStatement',
  'ForInStatement',
  'WhileStatement',
  'DoWhileStatement',
]);

/** Whether a node runs once for each turn of a loop of its own function. */
export function isInLoop({ ancestors }: Place, node: Node): boolean {
  for (const ancestor of ancestors) {
    if (isFunction(ancestor)) return false;
    if (loops.has(ancestor.type) && 'body' in ancestor) {
      const { body } = ancestor as NodeOf<'WhileStatement'>;
      if (body.start <= node.start && node.end <= body.end) return true;
    }
  }
  return false;
}

/** A node and what is below it in the order of the source, without the insides of functions; at most 500. */
export function within(node: Node): Node[] {
  const found: Node[] = [];
  const waiting: Node[] = [node];
  for (let next = waiting.pop(); next && found.length < maxWithin; next = waiting.pop()) {
    found.push(next);
    if (!isFunction(next)) waiting.push(...childrenOf(next).reverse());
  }
  return found;
}
