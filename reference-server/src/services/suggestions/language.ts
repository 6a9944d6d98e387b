import { extname } from 'node:path/posix';

/** Dialects of JavaScript as the parser calls them. */
export type Dialect = 'js' | 'jsx' | 'ts' | 'tsx' | 'dts';

const languages: ReadonlyMap<string, string> = new Map([
  ...['.js', '.mjs', '.cjs', '.jsx'].map((extension) => [extension, 'javascript'] as const),
  ...['.ts', '.mts', '.cts', '.tsx'].map((extension) => [extension, 'typescript'] as const),
  ...['.py', '.pyi'].map((extension) => [extension, 'python'] as const),
  ...['.c', '.h'].map((extension) => [extension, 'c'] as const),
  ...['.cc', '.cpp', '.hpp'].map((extension) => [extension, 'cpp'] as const),
  ...['.yaml', '.yml'].map((extension) => [extension, 'yaml'] as const),
  ...['.sh', '.bash'].map((extension) => [extension, 'shell'] as const),
  ...['.htm', '.html'].map((extension) => [extension, 'html'] as const),
  ['.cs', 'csharp'],
  ['.css', 'css'],
  ['.go', 'go'],
  ['.java', 'java'],
  ['.json', 'json'],
  ['.kt', 'kotlin'],
  ['.md', 'markdown'],
  ['.php', 'php'],
  ['.rb', 'ruby'],
  ['.rs', 'rust'],
  ['.sql', 'sql'],
  ['.swift', 'swift'],
  ['.toml', 'toml'],
  ['.xml', 'xml'],
]);

/** Language of a file by its name; `other` where the name does not tell. */
export function languageOf(path: string): string {
  return languages.get(extname(path).toLowerCase()) ?? 'other';
}

/** Names that editors have for JavaScript and TypeScript. */
const scripts: ReadonlyMap<string, Dialect> = new Map([
  ['javascript', 'jsx'],
  ['javascriptreact', 'jsx'],
  ['js', 'jsx'],
  ['jsx', 'jsx'],
  ['typescript', 'ts'],
  ['typescriptreact', 'tsx'],
  ['ts', 'ts'],
  ['tsx', 'tsx'],
]);

/** How to parse a source, or undefined where it is in another language. */
export function dialectOf(path: string, language: string): Dialect | undefined {
  const dialect = scripts.get(language.toLowerCase() || languageOf(path));
  if (dialect !== 'ts') return dialect;
  if (/\.d\.[cm]?ts$/i.test(path)) return 'dts';
  return /\.tsx$/i.test(path) ? 'tsx' : 'ts';
}
