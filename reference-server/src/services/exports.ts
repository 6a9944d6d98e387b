/** Something that a source offers and a test can use. */
export interface Unit {
  kind: 'function' | 'class' | 'value';
  name: string;
  /** Names of a function's parameters, as far as they have simple ones. */
  parameters: string[];
  isAsync: boolean;
  isExported: boolean;
  /** From 1. */
  line: number;
}

/** Bounds, so that the work and the answer stay small whatever the source is. */
const maxLineLength = 1000;
const maxUnits = 200;

const identifier = '[A-Za-z_$][\\w$]*';
const script = {
  function: new RegExp(
    `^(export\\s+(?:default\\s+)?)?(async\\s+)?function\\s*\\*?\\s*(${identifier})?\\s*(?:<[^(]*>)?\\s*\\(([^)]*)`,
  ),
  class: new RegExp(`^(export\\s+(?:default\\s+)?)?(?:abstract\\s+)?class\\s+(${identifier})`),
  arrow: new RegExp(
    `^(export\\s+)?(?:const|let|var)\\s+(${identifier})\\s*(?::[^=]*)?=\\s*(async\\s+)?(?:<[^(]*>\\s*)?(?:\\(([^)]*)\\)[^=]*=>|(${identifier})\\s*=>|function\\s*\\*?\\s*(?:${identifier})?\\s*\\(([^)]*))`,
  ),
  value: new RegExp(`^(export\\s+)(?:const|let|var)\\s+(${identifier})`),
  list: /^export\s*\{([^}]*)\}(?!\s*from)/,
};
const python = /^(async\s+)?(def|class)\s+([A-Za-z]\w*)\s*(?:\(([^)]*))?/;
const go = /^func\s+(?:\([^)]*\)\s*)?([A-Z]\w*)\s*(?:\[[^\]]*\])?\(([^)]*)/;

type Reader = (lines: readonly string[]) => Unit[];

/**
 * How to find what a source offers, by the language's name; the top level alone, without a parser that a source
 * could bring down.
 */
const readers: ReadonlyMap<string, Reader> = new Map([
  ...['typescript', 'typescriptreact', 'ts', 'tsx', 'javascript', 'javascriptreact', 'js', 'jsx'].map(
    (language) => [language, readScript] as const,
  ),
  ['python', readPython] as const,
  ['go', readGo] as const,
]);

/**
 * What a source offers, in the order of its lines: what it exports, or where it exports nothing all of its top
 * level.
 */
export function findUnits({ language, text }: { language: string; text: string }): Unit[] {
  // Runs of spaces become one, since the expressions below look at each of them more than once.
  const lines = text.split('\n').map((line) => (line.length > maxLineLength ? '' : line.replace(/\s+/g, ' ')));
  const units = readers.get(language.toLowerCase())?.(lines) ?? [];
  const exported = units.filter(({ isExported }) => isExported);
  return (exported.length > 0 ? exported : units).slice(0, maxUnits);
}

function readScript(lines: readonly string[]): Unit[] {
  const units: Unit[] = [];
  const listed = new Set<string>();
  withoutComments(lines).forEach((text, index) => {
    const line = index + 1;
    const unit = readDeclaration(text, line);
    if (unit) units.push(unit);
    for (const name of script.list.exec(text)?.[1]?.split(',') ?? [])
      listed.add(name.trim().split(/\s+as\s+/)[0] ?? '');
  });
  return units.map((unit) => ({ ...unit, isExported: unit.isExported || listed.has(unit.name) }));
}

function readDeclaration(text: string, line: number): Unit | undefined {
  const found = script.function.exec(text);
  if (found) {
    const [, exported, asynchronous, name = 'default', parameters] = found;
    return { ...flags(exported, asynchronous), kind: 'function', name, parameters: namesOf(parameters), line };
  }
  const [isClass, exportedClass, className = ''] = script.class.exec(text) ?? [];
  if (isClass) return { ...flags(exportedClass), kind: 'class', name: className, parameters: [], line };
  const arrow = script.arrow.exec(text);
  if (arrow) {
    const [, exported, name = '', asynchronous, some, one, others] = arrow;
    const parameters = namesOf(some ?? one ?? others);
    return { ...flags(exported, asynchronous), kind: 'function', name, parameters, line };
  }
  const [isValue, exportedValue, valueName = ''] = script.value.exec(text) ?? [];
  if (isValue) return { ...flags(exportedValue), kind: 'value', name: valueName, parameters: [], line };
  return undefined;
}

function readPython(lines: readonly string[]): Unit[] {
  return lines.flatMap((text, index) => {
    const [found, asynchronous, keyword, name = '', parameters] = python.exec(text) ?? [];
    if (found === undefined) return [];
    const isClass = keyword === 'class';
    const kind = isClass ? 'class' : 'function';
    return [
      { ...flags('public', asynchronous), kind, name, parameters: isClass ? [] : namesOf(parameters), line: index + 1 },
    ];
  });
}

function readGo(lines: readonly string[]): Unit[] {
  return lines.flatMap((text, index) => {
    const [found, name = '', parameters] = go.exec(text) ?? [];
    if (found === undefined) return [];
    return [{ ...flags('public'), kind: 'function' as const, name, parameters: namesOf(parameters), line: index + 1 }];
  });
}

function flags(exported: string | undefined, asynchronous?: string): Pick<Unit, 'isExported' | 'isAsync'> {
  return { isExported: exported !== undefined, isAsync: asynchronous !== undefined };
}

/** `a, b: number = 1, ...rest` → a, b, rest; what is taken apart has no name. */
function namesOf(parameters = ''): string[] {
  return parameters.split(',').flatMap((parameter) => {
    const declared = parameter.replace(/[:=].*/, '');
    const [name] = /[A-Za-z_$][\w$]*/.exec(declared) ?? [];
    return name === undefined || name === 'self' || /[{}[\]]/.test(declared) ? [] : [name];
  });
}

/** The lines of a script with those inside of block comments emptied. */
function withoutComments(lines: readonly string[]): string[] {
  let isInside = false;
  return lines.map((line) => {
    if (isInside) {
      isInside = !line.includes('*/');
      return '';
    }
    const start = line.trimStart();
    isInside = start.startsWith('/*') && !start.includes('*/');
    return isInside ? '' : line;
  });
}
