/** Lower-case words and dashes of a name or pointer; the pointer's parts stay apart. */
export function slug(text: string): string {
  const clean = text
    .split('/')
    .filter((part) => part !== '')
    .map((part) => part.replaceAll(/[^A-Za-z0-9_]+/g, '-').replaceAll(/^-+|-+$/g, ''))
    .filter((part) => part !== '')
    .join('/');
  return clean === '' ? 'message' : clean;
}
