import { parseSync } from 'oxc-parser';
import type { Advice, Finding, Source } from './finding.ts';
import { type Dialect, dialectOf, languageOf } from './language.ts';
import type { Node, Place, TreeRule } from './rule.ts';
import { lineRules, treeRules } from './rules/all.ts';
import { childrenOf } from './syntax.ts';

/** Bounds, so that the work and the answer stay small whatever the source is. */
const maxSourceLength = 1024 * 1024;
const maxLineLength = 1000;
const maxDepth = 256;
const maxNodes = 300_000;
const maxFindings = 100;
/** Of one rule: where it strikes more often the rest says nothing new. */
const maxStrikes = 20;

/** Visitors of all rules, by the type of node. */
const visitors = new Map<string, { rule: TreeRule; visit: (node: Node, place: Place) => Node | undefined | false }[]>();
for (const rule of treeRules) {
  for (const [type, visit] of Object.entries(rule.at)) {
    const known = visitors.get(type) ?? [];
    visitors.set(type, [...known, { rule, visit: visit as (node: Node, place: Place) => Node | undefined | false }]);
  }
}

/**
 * What the rules over lines find, which need no parser. Same source, same findings; never throws.
 */
export function findInLines({ path, language, text }: Source): Finding[] {
  const word = language.toLowerCase() || languageOf(path);
  const rules = lineRules.filter(({ languages }) => languages === undefined || languages.includes(word));
  const findings = new Findings();
  let line = 0;
  for (const content of text.slice(0, maxSourceLength).split('\n')) {
    line++;
    if (content.length > maxLineLength) continue;
    for (const rule of rules) if (rule.matches(content)) findings.add(rule, line);
  }
  return findings.sorted();
}

/**
 * What all rules find, in the order of the lines; those over the parsed source only where the source
 * is JavaScript or TypeScript and without a syntax error.
 *
 * The parser is native and recursive: source that is nested some thousand deep ends the *process*.
 * Call it where that may happen (`finder-process.ts`), or with source that is known to be tame.
 */
export function findIn(source: Source): Finding[] {
  const findings = new Findings(findInLines(source));
  const dialect = dialectOf(source.path, source.language);
  if (dialect && source.text.length <= maxSourceLength) findInTree(source.text, dialect, findings);
  return findings.sorted();
}

function findInTree(text: string, lang: Dialect, findings: Findings): void {
  const { errors, program } = parseSync('source', text, { lang, sourceType: 'unambiguous' });
  if (errors.length > 0) return;
  const lineAt = lineIndex(text);
  const { entries, names } = flatten(program);
  for (const { node, ancestors } of entries) {
    const interested = visitors.get(node.type);
    if (!interested) continue;
    const place: Place = { ancestors: ancestors(), text, lineAt, names };
    for (const { rule, visit } of interested) {
      const struck = visit(node, place);
      if (struck) findings.add(rule, lineAt(struck.start));
    }
  }
}

class Findings {
  readonly #all: Finding[];
  readonly #strikes = new Map<string, number>();

  constructor(given: readonly Finding[] = []) {
    this.#all = [...given];
  }

  add({ rule, type, title, suggestion, reasoning, confidence }: Advice, line: number): void {
    const strikes = this.#strikes.get(rule) ?? 0;
    if (strikes === maxStrikes) return;
    this.#strikes.set(rule, strikes + 1);
    this.#all.push({ rule, type, line, title, suggestion, reasoning, confidence });
  }

  sorted(): Finding[] {
    return this.#all
      .sort((one, other) => one.line - other.line || (one.rule < other.rule ? -1 : 1))
      .slice(0, maxFindings);
  }
}

interface Entry {
  node: Node;
  ancestors: () => Node[];
}

/** All nodes down to `maxDepth`, at most `maxNodes`, each before its children, and the names they use. */
function flatten(program: Node): { entries: Entry[]; names: Set<string> | undefined } {
  interface Step {
    node: Node;
    depth: number;
    parent: Step | undefined;
  }
  const entries: Entry[] = [];
  const names = new Set<string>();
  const waiting: Step[] = [{ node: program, depth: 0, parent: undefined }];
  let isWhole = true;
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    const { node, depth, parent } = step;
    if (depth > maxDepth || entries.length === maxNodes) {
      isWhole = false;
      continue;
    }
    const ancestors = (): Node[] => {
      const found: Node[] = [];
      for (let above = parent; above; above = above.parent) found.push(above.node);
      return found;
    };
    entries.push({ node, ancestors });
    if ((node.type === 'Identifier' || node.type === 'JSXIdentifier') && !parent?.node.type.startsWith('Import')) {
      names.add(node.name);
    }
    for (const child of childrenOf(node).reverse()) waiting.push({ node: child, depth: depth + 1, parent: step });
  }
  return { entries, names: isWhole ? names : undefined };
}

/** A function that tells the line of an offset, from 1. */
function lineIndex(text: string): (offset: number) => number {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
