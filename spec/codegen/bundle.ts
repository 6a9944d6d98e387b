import { dirname, resolve } from 'node:path';
import { formatPointer, isObject, parsePointer, type Segment, valueAt } from './pointer.ts';
import { DocumentError, type Place, type Problem } from './problem.ts';
import { type Source, SourceReader } from './source.ts';

/**
 * A document in one piece. References into other files have become `#/components/...`, so that every
 * named entry keeps its name and recursion stays a reference; `place` leads back to the file and line.
 */
export interface Bundle {
  document: Record<string, unknown>;
  /** Where the value at a path of `document` was written. */
  place(path: readonly Segment[]): Place;
  /** Where any other file of the document's folder says something. */
  reader: SourceReader;
  /** Absolute path of the root file. */
  rootFile: string;
}

/** What a value of the document is, as far as references are concerned. */
type Kind = 'schema' | 'message' | 'securityScheme' | 'parameter' | 'inline';

const componentSection: Record<Exclude<Kind, 'inline'>, string> = {
  schema: 'schemas',
  message: 'messages',
  securityScheme: 'securitySchemes',
  parameter: 'parameters',
};

/** Places of a bundled document whose references become components; `*` is any one segment, `**` the rest. */
const places: [pattern: string, kind: Kind][] = [
  ['components/schemas/**', 'schema'],
  ['components/messages/*', 'message'],
  ['components/messages/**', 'schema'],
  ['channels/*/messages/*', 'message'],
  ['channels/*/messages/**', 'schema'],
  ['channels/*/parameters/*', 'parameter'],
  ['channels/*/bindings/**', 'schema'],
  ['servers/*/security/*', 'securityScheme'],
];

function kindAt(path: readonly Segment[]): Kind {
  const found = places.find(([pattern]) => {
    const segments = pattern.split('/');
    const open = segments.at(-1) === '**';
    if (open ? path.length < segments.length : path.length !== segments.length) return false;
    return segments.every((segment, i) => segment.startsWith('*') || segment === path[i]);
  });
  return found?.[1] ?? 'inline';
}

/**
 * Reads a document and everything it refers to.
 *
 * @throws DocumentError for files that cannot be read, references that lead nowhere, and two entries of one name.
 */
export function bundle(file: string): Bundle {
  const rootFile = resolve(file);
  const reader = new SourceReader(rootFile);
  const root = reader.read(rootFile);
  if (!isObject(root.data)) {
    throw new DocumentError([{ place: root.place([]), rule: 'asyncapi', message: 'the document is not an object' }]);
  }

  const problems: Problem[] = [];
  /** Bundle path (as pointer) of every value that starts a stretch of one source, with its path there. */
  const mounts = new Map<string, { source: Source; path: Segment[] }>();
  /** File and pointer that each component was read from. */
  const placed = new Map<string, string>();
  /** Entries of other files that become components, by their new pointer. */
  const moved = new Map<string, { home: Segment[]; copied: unknown }>();

  const copy = (value: unknown, source: Source, from: Segment[], to: Segment[]): unknown => {
    if (Array.isArray(value)) return value.map((item, i) => copy(item, source, [...from, i], [...to, i]));
    if (!isObject(value)) return value;
    if (typeof value.$ref === 'string' && !isLiteral(to)) return reference(value, value.$ref, source, from, to);
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, copy(member, source, [...from, key], [...to, key])]),
    );
  };

  const reference = (
    value: Record<string, unknown>,
    ref: string,
    source: Source,
    from: Segment[],
    to: Segment[],
  ): unknown => {
    const place = source.place([...from, '$ref']);
    const others = Object.keys(value).filter((key) => key !== '$ref' && key !== 'description');
    if (others.length > 0) {
      problems.push({ place, rule: 'ref-alone', message: `members beside $ref are ignored: ${others.join(', ')}` });
    }
    const [filePart = '', pointer = ''] = ref.split('#');
    if (/^[a-z]+:\/\//.test(filePart)) {
      problems.push({ place, rule: 'ref', message: `${ref} is not a local file; download it and refer to the copy` });
      return {};
    }
    if (pointer !== '' && !pointer.startsWith('/')) {
      problems.push({
        place,
        rule: 'ref',
        message: `${ref} is an anchor; refer by a JSON pointer, #/components/schemas/Name`,
      });
      return {};
    }
    const target = filePart === '' ? source : reader.read(resolve(dirname(source.path), filePart), place);
    const path = parsePointer(pointer);
    if (target === root) return { $ref: `#${formatPointer(path)}` };
    const found = valueAt(target.data, path);
    if (found === undefined) {
      problems.push({ place, rule: 'ref', message: `${ref} leads nowhere` });
      return {};
    }
    const kind = kindAt(to);
    if (kind === 'inline') {
      mounts.set(formatPointer(to), { source: target, path });
      return copy(found, target, path, to);
    }
    const name = String(path.at(-1) ?? 'Root');
    const section = componentSection[kind];
    const home = ['components', section, name];
    const identity = `${target.path}#${formatPointer(path)}`;
    const before = placed.get(formatPointer(home));
    if (before === undefined) {
      put(home, identity, target, path, found);
    } else if (before !== identity) {
      problems.push({
        place,
        rule: 'name-clash',
        message: `${name} already names another entry of components.${section}`,
      });
    }
    return { $ref: `#${formatPointer(home)}` };
  };

  const put = (home: Segment[], identity: string, target: Source, path: Segment[], found: unknown): void => {
    placed.set(formatPointer(home), identity);
    mounts.set(formatPointer(home), { source: target, path });
    const copied = copy(found, target, path, home);
    moved.set(formatPointer(home), { home, copied });
  };

  const declared = isObject(root.data.components) ? root.data.components : {};
  for (const [section, entries] of Object.entries(declared)) {
    for (const name of Object.keys(isObject(entries) ? entries : {})) {
      placed.set(formatPointer(['components', section, name]), `${root.path}#/components/${section}/${name}`);
    }
  }
  const document = copy(root.data, root, [], []) as Record<string, unknown>;
  const components = new Map(Object.entries(isObject(document.components) ? document.components : {}));
  for (const { home, copied } of moved.values()) {
    const [, section, name] = home.map(String) as [string, string, string];
    components.set(section, { ...(components.get(section) as object | undefined), [name]: copied });
  }
  if (components.size > 0) document.components = Object.fromEntries(components);

  const place = (path: readonly Segment[]): Place => {
    for (let length = path.length; length > 0; length--) {
      const mount = mounts.get(formatPointer(path.slice(0, length)));
      if (mount) return mount.source.place([...mount.path, ...path.slice(length)]);
    }
    return root.place(path);
  };
  for (const { ref, path } of references(document, [])) {
    if (resolveRef(document, ref) !== undefined) continue;
    const isThere = valueAt(document, parsePointer(ref.slice(1))) !== undefined;
    problems.push({
      place: place(path),
      rule: 'ref',
      message: `${ref} leads ${isThere ? 'round in a circle' : 'nowhere'}`,
    });
  }
  if (problems.length > 0) throw new DocumentError(problems);
  return { document, reader, rootFile, place };
}

/**
 * The value that a reference of a bundled document leads to, through references on the way; undefined
 * where it leads nowhere or in a circle of bare references.
 */
export function resolveRef(document: unknown, ref: string): unknown {
  let hops = 0;
  const follow = (value: unknown): unknown => {
    if (!isObject(value) || typeof value.$ref !== 'string') return value;
    return ++hops > 100 ? undefined : walk(parsePointer(value.$ref.slice(1)));
  };
  const walk = (path: string[]): unknown => {
    let value: unknown = document;
    for (const segment of path) value = valueAt(follow(value), [segment]);
    return follow(value);
  };
  return walk(parsePointer(ref.slice(1)));
}

function* references(value: unknown, path: Segment[]): Generator<{ ref: string; path: Segment[] }> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield* references(item, [...path, i]);
  } else if (isObject(value)) {
    if (typeof value.$ref === 'string' && !isLiteral(path)) yield { ref: value.$ref, path: [...path, '$ref'] };
    else for (const [key, member] of Object.entries(value)) yield* references(member, [...path, key]);
  }
}

/** Inside examples, defaults and our own extensions `$ref` is data. */
function isLiteral(path: readonly Segment[]): boolean {
  return path.some(
    (segment, i) =>
      typeof segment === 'string' &&
      ((segment.startsWith('x-') && path[i - 1] !== 'properties') ||
        ((segment === 'examples' || segment === 'default' || segment === 'const' || segment === 'enum') &&
          path[i - 1] !== 'properties')),
  );
}
