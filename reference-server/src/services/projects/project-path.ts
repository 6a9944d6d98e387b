import { ProjectError } from './project-error.ts';

/** Names that are no part of a project, wherever they stand, with all that is below. */
const ignored: ReadonlySet<string> = new Set(['.git', 'node_modules']);

const maxPathLength = 4096;

export function isIgnored(name: string): boolean {
  return ignored.has(name);
}

/**
 * Takes a path of a client: relative, forward slashes, no empty, `.` or `..` segment, nothing ignored.
 * What it says is not believed: links are judged when the file is read.
 *
 * @throws ProjectError 'outside' | 'not-found'
 */
export function checkedPath(filePath: string): string {
  const segments = filePath.split('/');
  const isInside =
    filePath.length <= maxPathLength &&
    !/[\0\\]|^[a-z]:/i.test(filePath) &&
    segments.every((segment) => segment !== '' && segment !== '.' && segment !== '..');
  if (!isInside) {
    throw new ProjectError('outside', 'filePath must be relative to the project, with /, without . and .. segments');
  }
  if (segments.some(isIgnored)) throw new ProjectError('not-found', `${[...ignored].join(' and ')} are not looked at`);
  return filePath;
}

/** Path of an entry of a directory; the project itself is ''. */
export function childPath(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}

export function isBelow(path: string, directory: string): boolean {
  return directory === '' || path.startsWith(`${directory}/`);
}
