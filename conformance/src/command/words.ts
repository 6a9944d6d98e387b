/** A command line as its words; single and double quotes hold words together. */
export function words(line: string): string[] {
  const found = line.matchAll(/(?:[^\s"']+|"([^"]*)"|'([^']*)')+/g);
  return [...found].map(([word]) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single));
}
