import type { Node, TreeRule } from '../rule.ts';
import { builtText, dottedName, isName, lastName, literalText, plain } from '../syntax.ts';

export const security: readonly TreeRule[] = [
  {
    rule: 'code-from-text',
    type: 'security',
    title: 'Text run as code',
    suggestion: 'Parse the data (JSON.parse), or look the behaviour up in a table of functions.',
    reasoning: 'Whoever can influence the text runs code with the rights of this process or page.',
    confidence: 0.95,
    at: {
      CallExpression: (node) =>
        (isName(node.callee, 'eval') ||
          isName(node.callee, 'Function') ||
          (timers.has(dottedName(node.callee)) && isText(node.arguments[0]))) &&
        node,
      NewExpression: (node) => isName(node.callee, 'Function') && node,
    },
  },
  {
    rule: 'html-from-value',
    type: 'security',
    title: 'HTML set from a value',
    suggestion: 'Set textContent, build elements, or pass the value through a sanitizer.',
    reasoning: 'A value that holds markup is run as part of the page (cross-site scripting).',
    confidence: 0.85,
    at: {
      AssignmentExpression: (node) =>
        htmlMembers.has(memberName(node.left)) && literalText(node.right) === undefined && node,
      CallExpression: (node) =>
        ((/^document\.write(ln)?$/.test(dottedName(node.callee)) && isValue(node.arguments[0])) ||
          (memberName(node.callee) === 'insertAdjacentHTML' && isValue(node.arguments[1]))) &&
        node,
    },
  },
  {
    rule: 'sql-from-values',
    type: 'security',
    title: 'SQL put together of text and values',
    suggestion: 'Give the values as parameters of the statement.',
    reasoning: 'A value that holds SQL changes what the statement does (SQL injection).',
    confidence: 0.9,
    at: {
      TemplateLiteral: (node, { ancestors }) =>
        ancestors[0]?.type !== 'TaggedTemplateExpression' && isSql(node) && node,
      BinaryExpression: (node, { ancestors }) => ancestors[0]?.type !== 'BinaryExpression' && isSql(node) && node,
    },
  },
  {
    rule: 'command-from-values',
    type: 'security',
    title: 'Shell command put together of text and values',
    suggestion: 'Use execFile or spawn with a list of arguments.',
    reasoning: 'A shell reads the text: a value with ; or $( ) runs a command of its own.',
    confidence: 0.88,
    at: {
      CallExpression: (node) =>
        /^((child_process|cp)\.)?exec(Sync)?$/.test(dottedName(node.callee)) &&
        builtText(node.arguments[0]) !== undefined &&
        node,
    },
  },
  {
    rule: 'weak-hash',
    type: 'security',
    title: 'Hash function that is broken',
    suggestion: 'Use sha256 or better; scrypt or argon2 for passwords.',
    reasoning: 'Two texts with the same MD5 or SHA-1 can be made at will.',
    confidence: 0.8,
    at: {
      CallExpression: (node) =>
        ['createHash', 'createHmac'].includes(lastName(node.callee)) &&
        /^(md4|md5|sha-?1)$/i.test(literalText(node.arguments[0]) ?? '') &&
        node,
    },
  },
  {
    rule: 'certificate-unchecked',
    type: 'security',
    title: 'Certificates are not checked',
    suggestion: 'Leave rejectUnauthorized on and give the authority as ca.',
    reasoning: 'Anybody on the way can pose as the other side and read or change the traffic.',
    confidence: 0.95,
    at: {
      Property: (node) =>
        (isName(node.key, 'rejectUnauthorized') || literalText(node.key) === 'rejectUnauthorized') &&
        isFalse(node.value) &&
        node,
    },
  },
  {
    rule: 'guessable-secret',
    type: 'security',
    title: 'Secret made with Math.random',
    suggestion: 'Use crypto.randomUUID() or crypto.randomBytes().',
    reasoning: 'The numbers of Math.random can be computed from a few that were seen.',
    confidence: 0.85,
    at: {
      CallExpression: (node, { ancestors }) =>
        dottedName(node.callee) === 'Math.random' && ancestors.slice(0, maxClimb).some(namesSecret) && node,
    },
  },
];

const timers: ReadonlySet<string> = new Set(['setTimeout', 'setInterval', 'window.setTimeout', 'window.setInterval']);
const htmlMembers: ReadonlySet<string> = new Set(['innerHTML', 'outerHTML']);
/** How far above Math.random the name is looked for that takes its result. */
const maxClimb = 8;
/** In capitals or in small letters; `Select a user from …` is English. */
const sql =
  /^\s*(SELECT\s.+\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|select\s.+\sfrom\s|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s)/s;
const secret = /token|secret|password|session_?id|nonce|api_?key/i;

function isText(node: Node | undefined): boolean {
  return literalText(node) !== undefined || builtText(node) !== undefined;
}

function isValue(node: Node | undefined): boolean {
  return node !== undefined && literalText(node) === undefined;
}

function isSql(node: Node): boolean {
  return sql.test((builtText(node) ?? '').slice(0, 1000));
}

function memberName(node: Node): string {
  return plain(node).type === 'MemberExpression' ? lastName(node) : '';
}

function isFalse(node: Node): boolean {
  return node.type === 'Literal' && node.value === false;
}

function namesSecret(node: Node): boolean {
  if (node.type === 'VariableDeclarator') return node.id.type === 'Identifier' && secret.test(node.id.name);
  if (node.type === 'AssignmentExpression') return secret.test(lastName(node.left));
  return node.type === 'Property' && node.key.type === 'Identifier' && secret.test(node.key.name);
}
