import type { Node, TreeRule } from '../rule.ts';
import { functionAround, isFunction, isInLoop, isName, lastName, literalText, within } from '../syntax.ts';

export const performance: readonly TreeRule[] = [
  {
    rule: 'await-in-loop',
    type: 'performance',
    title: 'Waits in a loop',
    suggestion: 'Start the calls together and wait once: await Promise.all(list.map(…)).',
    reasoning: 'Each turn waits for the one before although nothing in the loop seems to need its result.',
    confidence: 0.75,
    at: {
      ForOfStatement: (node) => !node.await && independentAwait(node.body),
      ForInStatement: (node) => independentAwait(node.body),
      ForStatement: (node) => independentAwait(node.body),
    },
  },
  {
    rule: 'sync-call-in-async-function',
    type: 'performance',
    title: 'Blocking call in an async function',
    suggestion: 'Use the call that gives a promise and await it.',
    reasoning: 'While a …Sync call runs nothing else does: all other requests of the process wait for the disk.',
    confidence: 0.85,
    at: {
      CallExpression: (node, place) => {
        if (!blocking.test(lastName(node.callee))) return undefined;
        const runner = functionAround(place);
        return runner !== undefined && isFunction(runner) && runner.async && node;
      },
    },
  },
  {
    rule: 'regexp-in-loop',
    type: 'performance',
    title: 'Regular expression compiled in a loop',
    suggestion: 'Make it once, before the loop.',
    reasoning: 'The pattern is always the same and is compiled again in each turn.',
    confidence: 0.85,
    at: {
      NewExpression: (node, place) =>
        isName(node.callee, 'RegExp') && literalText(node.arguments[0]) !== undefined && isInLoop(place, node) && node,
    },
  },
];

const blocking =
  /^(readFile|writeFile|appendFile|readdir|stat|lstat|exists|mkdir|rm|unlink|copyFile|exec|execFile|spawn|gzip|gunzip|pbkdf2|scrypt)Sync$/;

/** Statements after which a turn may be the last, so that order matters. */
const deciding: ReadonlySet<string> = new Set([
  'BreakStatement',
  'ReturnStatement',
  'ContinueStatement',
  'YieldExpression',
  'ThrowStatement',
  'TryStatement',
]);

/** The first await of a loop's body whose turns do not seem to need each other. */
function independentAwait(body: Node): Node | undefined {
  const nodes = within(body);
  const isDependent = nodes.some(
    (node) => deciding.has(node.type) || (node.type === 'AssignmentExpression' && node.left.type === 'Identifier'),
  );
  return isDependent ? undefined : nodes.find(({ type }) => type === 'AwaitExpression');
}
