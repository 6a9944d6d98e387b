/**
 * Tests ids against patterns: `*` stands for any characters but a slash, `**` for any at all; a
 * pattern also selects everything below it.
 */
export function globs(patterns: readonly string[]): (id: string) => boolean {
  const tests = patterns.map((pattern) => {
    const source = pattern
      .split(/(\*\*|\*)/)
      .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')))
      .join('');
    return new RegExp(`^${source}(/.*)?$`, 'u');
  });
  return (id) => tests.some((test) => test.test(id));
}
